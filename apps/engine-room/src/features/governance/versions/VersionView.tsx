import type { PolicyVersion } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import { Fact, Facts } from '../../../ui/Facts';
import { Loading } from '../../../ui/Loading';
import { Notice } from '../../../ui/Notice';
import { PageHeader } from '../../../ui/PageHeader';
import { Section } from '../../../ui/Section';
import { PromoteDialog } from '../promote/PromoteDialog';
import { useVersions } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { DiffPanel } from './DiffPanel';
import { Findings } from './Findings';
import { PayloadPanel } from './PayloadPanel';
import { useVersionDialog } from './use-version-dialog';
import { ValidateDialog } from './ValidateDialog';
import { Validation } from './Validation';
import { VersionButtons } from './VersionButtons';
import { VersionState } from './VersionState';
import styles from './Versions.module.css';

/** Everything about one version: what it is to the fleet, what was found in it, its payload, and how it differs. */
export function VersionView({ name }: { readonly name: string }) {
  const versions = useVersions();
  const dialog = useVersionDialog();
  const version = versions.data?.find((known) => known.version === name);
  return (
    <div className={styles.view}>
      <p className={styles.back}>
        <Link to="/settings/policies">All versions</Link>
      </p>
      <PageHeader title={name} aside={version && <VersionButtons version={version} />}>
        {version && <VersionState version={version} />}
      </PageHeader>
      <OldCopy error={versions.data ? versions.error : null} />
      {!versions.data && !versions.error && <Loading height={160} label="Reading the version" />}
      {!versions.data && <Trouble query={versions} what="The policy versions" />}
      {versions.data && !version && (
        <Notice tone="warn" title={`${name} was never validated here`}>
          <p>
            Laravel may know it all the same: its payload is below if so. Validate it under{' '}
            <Link to={`/settings/policies?validate=${encodeURIComponent(name)}`}>All versions</Link> before it is rolled
            out.
          </p>
        </Notice>
      )}
      {version && <About version={version} />}
      <DiffPanel name={name} versions={versions.data ?? []} />
      <PayloadPanel name={name} />
      <ValidateDialog version={dialog.validated} onClose={dialog.close} />
      <PromoteDialog version={dialog.promoted} onClose={dialog.close} />
    </div>
  );
}

function About({ version }: { readonly version: PolicyVersion }) {
  return (
    <Section title="Validation and rollout">
      <div className={styles.stack}>
        <div className={styles.columns}>
          <Facts title="Validation">
            <Fact name="Result">
              <Validation version={version} />
            </Fact>
            <Fact name="Checked">
              {version.payload_validated_at ? <Ago at={version.payload_validated_at} /> : 'never'}
            </Fact>
            <Fact name="Checksum" note="SHA-256 of the payload’s bytes as Laravel sent them">
              {version.payload_checksum ? <code>{version.payload_checksum}</code> : 'none'}
            </Fact>
            <Fact
              name="Payload"
              note={version.payload_kept ? 'A rollback to it needs no Laravel.' : 'Rolling it out needs Laravel.'}
            >
              {version.payload_kept ? 'kept here' : 'not kept here'}
            </Fact>
          </Facts>
          <Facts title="Rollout">
            <Fact name="Promoted">{version.promoted_at ? <Ago at={version.promoted_at} /> : 'never'}</Fact>
            {version.rolled_back_at && (
              <Fact name="Taken back" note="A rollback never returns to it; promoting it by hand can.">
                <Ago at={version.rolled_back_at} />
              </Fact>
            )}
            <Fact
              name="Share of workers"
              note={version.active || version.canary_percent === 0 ? undefined : 'the last time it was rolled out'}
            >
              {version.canary_percent > 0 ? `${version.canary_percent} %` : 'none yet'}
            </Fact>
            <Fact name="Last changed by">{version.updated_by ?? 'not known'}</Fact>
          </Facts>
        </div>
        {version.findings.length > 0 && <Findings findings={version.findings} />}
      </div>
    </Section>
  );
}
