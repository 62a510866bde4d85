import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { counted } from '../../../ui/figures';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { PromoteDialog } from '../promote/PromoteDialog';
import { useVersions } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { useVersionDialog } from './use-version-dialog';
import { ValidateDialog } from './ValidateDialog';
import { VersionsTable } from './VersionsTable';
import styles from './Versions.module.css';

/** The policy versions that are known here, and what can be done with each. */
export function VersionsView() {
  const versions = useVersions();
  const dialog = useVersionDialog();
  return (
    <>
      <OldCopy error={versions.data ? versions.error : null} />
      {!versions.data && !versions.error && <Loading height={320} label="Reading the policy versions" />}
      {!versions.data && versions.error && (
        <Trouble query={versions} what="The policy versions" meanwhile="Workers keep the policy that they run." />
      )}
      {versions.data && (
        <Section title="Versions" note={counted(versions.data.length, 'version')} isFlush>
          {versions.data.length === 0 ? (
            <p className={styles.none}>
              No version was ever validated. Workers run the rules that are built into them, until one is rolled out.{' '}
              <Button
                size="compact-sm"
                variant="light"
                leftSection={<IconListCheck size={15} aria-hidden />}
                onClick={() => dialog.validate('')}
              >
                Validate the first version
              </Button>
            </p>
          ) : (
            <VersionsTable versions={versions.data} onValidate={dialog.validate} onPromote={dialog.promote} />
          )}
        </Section>
      )}
      <ValidateDialog version={dialog.validated} onClose={dialog.close} />
      <PromoteDialog version={dialog.promoted} onClose={dialog.close} />
    </>
  );
}
