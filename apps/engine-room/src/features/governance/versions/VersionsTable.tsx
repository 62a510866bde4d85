import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsDiff, IconDots, IconFlask, IconGhost2, IconListCheck } from '@tabler/icons-react';
import type { PolicyVersion } from '@app/contracts';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import table from '../../../ui/DataTable.module.css';
import { short } from '../figures';
import { newRunPlace, versionPlace } from '../places';
import { lockOf } from './promotable';
import { Validation } from './Validation';
import { VersionState } from './VersionState';
import styles from './Versions.module.css';

interface Props {
  readonly versions: readonly PolicyVersion[];
  readonly onValidate: (version: string) => void;
  readonly onPromote: (version: string) => void;
}

/** All versions that were ever validated, newest first. */
export function VersionsTable({ versions, onValidate, onPromote }: Props) {
  return (
    <table role="table" className={`${table.table} ${styles.versions}`}>
      <thead role="rowgroup">
        <tr role="row">
          {['Version', 'State', 'Validation', 'Checksum', 'Payload', 'Updated'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
          <th role="columnheader" scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {versions.map((version) => (
          <tr role="row" key={version.version}>
            <th scope="row" role="rowheader">
              <Link to={versionPlace(version.version)}>{version.version}</Link>
            </th>
            <td role="cell">
              <VersionState version={version} />
            </td>
            <td role="cell" data-label="Validation">
              <Validation version={version} />
            </td>
            <td role="cell" data-label="Checksum">
              {version.payload_checksum ? (
                <code title={version.payload_checksum}>{short(version.payload_checksum)}</code>
              ) : (
                <span className={styles.dim}>none</span>
              )}
            </td>
            <td role="cell" data-label="Payload">
              {version.payload_kept ? 'kept here' : <span className={styles.dim}>not kept here</span>}
            </td>
            <td role="cell" data-label="Updated">
              {version.updated_at ? <Ago at={version.updated_at} /> : <span className={styles.dim}>never</span>}
              {version.updated_by && <span className={styles.by}> by {version.updated_by}</span>}
            </td>
            <td role="cell">
              <Actions version={version} versions={versions} onValidate={onValidate} onPromote={onPromote} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Actions({ version, versions, onValidate, onPromote }: Props & { readonly version: PolicyVersion }) {
  const navigate = useNavigate();
  const opener = useRef<HTMLButtonElement>(null);
  const lock = lockOf(version);
  const other = versions.find(({ stable, version: name }) => stable && name !== version.version);
  const from = (act: () => void) => () => {
    opener.current?.focus(); // the dialog gives the focus back to who had it, and this item will be gone
    act();
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon ref={opener} variant="subtle" size={30} aria-label={`Actions for ${version.version}`}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFlask size={16} aria-hidden />}
          disabled={lock !== null}
          onClick={from(() => onPromote(version.version))}
        >
          Promote
          {lock && <span className={styles.because}>{lock}</span>}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconListCheck size={16} aria-hidden />}
          onClick={from(() => onValidate(version.version))}
        >
          Validate again
        </Menu.Item>
        <Menu.Item
          leftSection={<IconGhost2 size={16} aria-hidden />}
          onClick={() => void navigate(newRunPlace(version.version))}
        >
          Start a shadow run
        </Menu.Item>
        {other && (
          <Menu.Item
            leftSection={<IconArrowsDiff size={16} aria-hidden />}
            onClick={() => void navigate(versionPlace(version.version, other.version))}
          >
            Compare with {other.version}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
