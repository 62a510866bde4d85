import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { usePoolRegistry, useServer, useServerDirectory } from '../../../registry/queries';
import { RegistryTrouble } from '../../../registry/RegistryTrouble';
import { SourceLine } from '../../../registry/SourceLine';
import { counted } from '../../../ui/figures';
import { Notice } from '../../../ui/Notice';
import { BundleStep } from './BundleStep';
import { InstallStep } from './InstallStep';
import { ServerStep } from './ServerStep';
import { FocusOwedContext, useFocusOnNewStep } from './step-focus';
import { VerifyStep } from './VerifyStep';
import { WizardSteps } from './WizardSteps';
import { wizardPlaceOf, type Step, type WizardPlace } from './wizard-url';
import { Loading } from '../../../ui/Loading';
import styles from './Wizard.module.css';

/** From a rented server to a worker that reports, in four steps. Where one is stands in the URL. */
export function Wizard() {
  const [query] = useSearchParams();
  const place = wizardPlaceOf(query);
  const focusOwed = useFocusOnNewStep(place.step);
  return (
    <div className={styles.wizard}>
      <UnmatchedWarning />
      <WizardSteps step={place.step} serverId={place.serverId} />
      <FocusOwedContext value={focusOwed}>
        {place.step === 'server' || place.serverId === null ? (
          <FirstStep place={place} />
        ) : (
          <LaterStep step={place.step} serverId={place.serverId} />
        )}
      </FocusOwedContext>
    </div>
  );
}

function FirstStep({ place }: { readonly place: WizardPlace }) {
  const directory = useServerDirectory();
  const pools = usePoolRegistry();
  const error = (!directory.data && directory.error) || (!pools.data && pools.error);
  if (error) {
    return (
      <RegistryTrouble
        error={error}
        what="The servers and pools"
        onRetry={() => void Promise.all([directory.refetch(), pools.refetch()])}
        isRetrying={directory.isFetching || pools.isFetching}
      />
    );
  }
  if (!directory.data || !pools.data) return <Loading height={480} label="Reading the servers and pools" />;
  return (
    <>
      <SourceLine source={directory.data.meta.source} error={directory.error} />
      <ServerStep place={place} directory={directory.data} pools={pools.data.data} />
    </>
  );
}

interface LaterProps {
  readonly step: Exclude<Step, 'server'>;
  readonly serverId: number;
}

function LaterStep({ step, serverId }: LaterProps) {
  const server = useServer(serverId);
  if (!server.data) {
    if (!server.error) return <Loading height={280} label="Reading the server" />;
    return (
      <RegistryTrouble
        error={server.error}
        what={`Server ${serverId}`}
        onRetry={() => void server.refetch()}
        isRetrying={server.isFetching}
      >
        <Link to="/provisioning">Create or choose another server</Link>
      </RegistryTrouble>
    );
  }
  const { data, meta } = server.data;
  const steps: Readonly<Record<LaterProps['step'], ReactNode>> = {
    bundle: <BundleStep server={data} />,
    install: <InstallStep server={data} />,
    verify: <VerifyStep server={data} />,
  };
  return (
    <>
      <SourceLine source={meta.source} error={server.error} />
      {steps[step]}
    </>
  );
}

/** Counts servers that no worker reports for, where the control plane is told to warn of them. */
function UnmatchedWarning() {
  const { data } = useServerDirectory();
  if (!data?.meta.require_runtime_match || data.meta.counts.unmatched === 0) return null;
  return (
    <Notice tone="warn" title={`${counted(data.meta.counts.unmatched, 'registered server')} without a matching worker`}>
      Nothing is refused because of it. <Link to="/servers?filter=unmatched">See which</Link>
    </Notice>
  );
}
