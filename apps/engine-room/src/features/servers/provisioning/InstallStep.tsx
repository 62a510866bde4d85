import { Button } from '@mantine/core';
import type { ProvisioningBundle, ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Refusal } from '../../../registry/Refusal';
import { CopyLine } from '../../../ui/CopyLine';
import { BundleState } from './BundleState';
import { useBundle, useCreateBundle, useTimeLeft } from './bundle';
import { Credentials } from './Credentials';
import { InstallStages } from './InstallStages';
import { StepFrame } from './StepFrame';
import { stepPlace } from './wizard-url';
import { Loading } from '../../../ui/Loading';
import styles from './InstallStep.module.css';

/** Reads the token without showing it and without leaving it in the shell's history. */
const ASK_FOR_TOKEN = 'read -rsp "Registry token: " GHCR_TOKEN && export GHCR_TOKEN';

/** Step 3: the one line for the host, and how far the installer is. */
export function InstallStep({ server }: { readonly server: ServerRow }) {
  const latest = useBundle(server.id);
  const create = useCreateBundle(server.id);
  const bundle = latest.data;
  return (
    <StepFrame
      title={`Install on ${server.name}`}
      lead={`Run the command as root on the host ${server.ip_address}. It is safe to run twice.`}
      actions={
        <Button component={Link} to={stepPlace('verify', server.id)} variant={bundle ? 'filled' : 'default'}>
          Continue to verification
        </Button>
      }
    >
      {bundle === undefined && !latest.error && <Loading height={200} label="Reading the bundle" />}
      <Refusal error={latest.error} />
      {bundle !== undefined && (
        <>
          <BundleState
            bundle={bundle}
            readAt={latest.dataUpdatedAt}
            isMaking={create.isPending}
            onMake={() => create.mutate()}
          />
          <Refusal error={create.error} />
          {bundle && <Instructions bundle={bundle} readAt={latest.dataUpdatedAt} />}
        </>
      )}
    </StepFrame>
  );
}

interface InstructionsProps {
  readonly bundle: ProvisioningBundle;
  readonly readAt: number;
}

function Instructions({ bundle, readAt }: InstructionsProps) {
  const isLive = useTimeLeft(bundle, readAt) > 0;
  return (
    <>
      {isLive && bundle.install_command !== null && (
        <div className={styles.block}>
          <h3 className={styles.title}>On the host</h3>
          <p className={styles.note}>
            The command holds no registry token: it takes GHCR_TOKEN from the shell it runs in, and GHCR_USER where no
            user name is stored below, and asks for what is not set. The first line sets the token without showing it.
          </p>
          <CopyLine label="Set GHCR_TOKEN" text={ASK_FOR_TOKEN} verb="Copy" />
          <CopyLine label="Install command" text={bundle.install_command} verb="Copy command" />
        </div>
      )}
      <Credentials />
      <InstallStages stages={bundle.install_stages} isLive={isLive} />
    </>
  );
}
