import { IconArrowBackUp, IconArrowBigRightLines, IconFlask, IconListCheck } from '@tabler/icons-react';
import type { RolloutAction, RolloutEntry } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import table from '../../../ui/DataTable.module.css';
import { StatusBadge } from '../../../ui/StatusBadge';
import { short } from '../figures';
import { versionPlace } from '../places';
import type { Look } from '../../../ui/look';
import { ACTION_WORDS, VALIDATION_LOOK } from '../words';
import styles from './History.module.css';

const LOOK: Readonly<Record<RolloutAction, Omit<Look, 'label'>>> = {
  validate: { tone: 'quiet', icon: IconListCheck },
  promote: { tone: 'accent', icon: IconFlask },
  step: { tone: 'accent', icon: IconArrowBigRightLines },
  rollback: { tone: 'bad', icon: IconArrowBackUp },
};

/** A row is headed by the version that counted from then on, which is not the one that was taken back. */
const ROW_WORDS: typeof ACTION_WORDS = { ...ACTION_WORDS, rollback: 'rolled back to it' };

/** One decision a row: what, from where to where, who, and why. */
export function HistoryTable({ entries }: { readonly entries: readonly RolloutEntry[] }) {
  return (
    <table role="table" className={`${table.table} ${styles.history}`}>
      <thead role="rowgroup">
        <tr role="row">
          {['Version', 'Action', 'From', 'Share', 'Validation', 'Checksum', 'Who and why', 'When'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {entries.map((entry) => (
          <EntryRow key={`${entry.revision} ${entry.created_at}`} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry }: { readonly entry: RolloutEntry }) {
  const { action, version, from_version: from, payload_checksum: checksum, triggered_by: by, actor } = entry;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <Link to={versionPlace(version, from !== null && from !== version ? from : undefined)}>{version}</Link>
      </th>
      <td role="cell">
        <StatusBadge {...LOOK[action]} label={ROW_WORDS[action]} isPlain />
      </td>
      <td role="cell" data-label="From">
        {from === null ? <span className={styles.dim}>none</span> : <Link to={versionPlace(from)}>{from}</Link>}
      </td>
      <td role="cell" data-label="Share">
        {action === 'validate' ? <span className={styles.dim}>none</span> : `${entry.canary_percent} %`}
      </td>
      <td role="cell" data-label="Validation">
        <StatusBadge {...VALIDATION_LOOK[entry.validation_status]} isPlain />
      </td>
      <td role="cell" data-label="Checksum">
        {checksum ? <code title={checksum}>{short(checksum)}</code> : <span className={styles.dim}>none</span>}
      </td>
      <td role="cell" className={table.wide} data-label="Who and why">
        {by}
        {actor !== by && <span className={styles.dim}> (signed in as {actor})</span>}
        {entry.notes && <span className={styles.notes}>{entry.notes}</span>}
        {entry.request_id && <span className={styles.request}>request {entry.request_id}</span>}
      </td>
      <td role="cell" data-label="When">
        <Ago at={entry.created_at} />
      </td>
    </tr>
  );
}
