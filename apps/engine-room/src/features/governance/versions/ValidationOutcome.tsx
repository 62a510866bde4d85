import { Button } from '@mantine/core';
import type { PolicyVersion } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Notice } from '../../../ui/Notice';
import { newRunPlace, versionPlace } from '../places';
import { Findings, findingsSaid } from './Findings';
import form from '../form.module.css';

interface Props {
  readonly version: PolicyVersion;
  readonly onClose: () => void;
}

/** What a check that passed has found, and where one goes from here. */
export function ValidationOutcome({ version, onClose }: Props) {
  const found = findingsSaid(version.findings);
  return (
    <div className={form.form}>
      <div role="status">
        <Notice tone={found ? 'warn' : 'info'} title={`${version.version} is valid${found ? `, with ${found}` : ''}`}>
          <p>It can be rolled out. A shadow run tells beforehand what it would have changed.</p>
        </Notice>
      </div>
      {found && <Findings findings={version.findings} />}
      <div className={form.buttons}>
        <Button autoFocus variant="default" onClick={onClose}>
          Close
        </Button>
        <Button component={Link} to={versionPlace(version.version)} variant="default" onClick={onClose}>
          Open the version
        </Button>
        <Button component={Link} to={newRunPlace(version.version)} onClick={onClose}>
          Start a shadow run
        </Button>
      </div>
    </div>
  );
}
