import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconDots,
  IconPencil,
  IconStar,
  IconStack2,
  IconUnlink,
} from '@tabler/icons-react';
import type { PoolRow, RegisteredPool } from '@app/contracts';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { useServerNow } from '../../live/live-store';
import table from '../../ui/DataTable.module.css';
import { Figure } from '../../ui/Figure';
import { count, counted, NO_DATA, rate } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import { instant } from '../../ui/time';
import { Desired } from './Desired';
import { HEALTH_LOOK } from './health';
import { PoolStepDialog, type AskedStep } from './PoolStepDialog';
import { profilesSaid } from './profiles';
import type { PoolPair } from './registered';
import { ScaleDialog } from './ScaleDialog';
import styles from './RegistryTable.module.css';

interface Props {
  readonly pairs: readonly PoolPair[];
  readonly onEdit: (id: number) => void;
}

/** Each pool as it is registered, and beside it what its workers do. */
export function RegistryTable({ pairs, onEdit }: Props) {
  const [scaled, setScaled] = useState<string | null>(null);
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const subject = pairs.find(({ slug }) => slug === scaled);
  return (
    <>
      <table role="table" className={`${table.table} ${styles.pools}`}>
        <thead role="rowgroup">
          <tr role="row">
            {['Pool', 'Health', 'Profiles', 'Servers'].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
            {['Online', 'Running', 'Desired', 'E-mails/s'].map((name) => (
              <th key={name} role="columnheader" scope="col" className={table.number}>
                {name}
              </th>
            ))}
            <th role="columnheader" scope="col">
              Desired set by
            </th>
            <th role="columnheader" scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {pairs.map((pair) => (
            <PoolLine
              key={pair.slug}
              pair={pair}
              onScale={() => setScaled(pair.slug)}
              onEdit={onEdit}
              onAsk={setAsked}
            />
          ))}
        </tbody>
      </table>
      <ScaleDialog pool={subject && (subject.runtime ?? idle(subject.slug))} onClose={() => setScaled(null)} />
      <PoolStepDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

/** A pool of which nobody has heard yet can be scaled all the same. */
const idle = (pool: string): PoolRow => ({
  pool,
  online: 0,
  running: 0,
  silent: 0,
  desired: 0,
  under_capacity: 0,
  health: 'idle',
  emails_per_second: null,
  decision: null,
  revision: 0,
});

interface LineProps {
  readonly pair: PoolPair;
  readonly onScale: () => void;
  readonly onEdit: (id: number) => void;
  readonly onAsk: (asked: AskedStep) => void;
}

function PoolLine({ pair: { slug, record, runtime }, onScale, onEdit, onAsk }: LineProps) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <PoolName slug={slug} record={record} />
      </th>
      <td role="cell">{runtime ? <StatusBadge {...HEALTH_LOOK[runtime.health]} /> : <Figure text={NO_DATA} />}</td>
      <td role="cell" className={table.wide} data-label="Profiles">
        {record ? <Profiles record={record} /> : <span className={styles.under}>as the default pool</span>}
      </td>
      <td role="cell" className={table.wide} data-label="Servers">
        {record ? <Servers record={record} /> : <span className={styles.under}>none</span>}
      </td>
      <td role="cell" className={table.number} data-label="Online">
        {count(runtime?.online ?? 0)}
        {runtime && runtime.silent > 0 && <span className={styles.under}>{count(runtime.silent)} silent</span>}
      </td>
      <td role="cell" className={table.number} data-label="Running">
        {count(runtime?.running ?? 0)}
      </td>
      <td role="cell" className={table.number} data-label="Desired">
        <Desired pool={runtime ?? idle(slug)} />
        {runtime && runtime.under_capacity > 0 && (
          <span className={styles.missing}>{count(runtime.under_capacity)} missing</span>
        )}
      </td>
      <td role="cell" className={table.number} data-label="E-mails/s">
        <Figure text={rate(runtime?.emails_per_second ?? null)} />
      </td>
      <td role="cell" className={`${table.dim} ${table.wide}`} data-label="Desired set by">
        <SetBy pool={runtime} />
      </td>
      <td role="cell" className={styles.actions}>
        <span>
          <Button size="compact-sm" variant="default" aria-label={`Scale ${slug}`} onClick={onScale}>
            Scale
          </Button>
          {record && <RecordActions record={record} onEdit={onEdit} onAsk={onAsk} />}
        </span>
      </td>
    </tr>
  );
}

function PoolName({ slug, record }: Pick<PoolPair, 'slug' | 'record'>) {
  return (
    <span className={styles.lines}>
      <Link to={`/workers?pool=${encodeURIComponent(slug)}`} title={`Workers of ${slug}`}>
        {slug}
      </Link>
      {record && record.name !== slug && <span className={styles.under}>{record.name}</span>}
      <span className={styles.badges}>
        {record === null && <StatusBadge tone="warn" icon={IconUnlink} label="not registered" isPlain />}
        {record?.is_default && <StatusBadge tone="accent" icon={IconStar} label="default" isPlain />}
        {record && !record.is_active && <StatusBadge tone="quiet" icon={IconArchive} label="archived" isPlain />}
        {record?.is_active && !record.is_default && <StatusBadge tone="ok" icon={IconStack2} label="active" isPlain />}
      </span>
    </span>
  );
}

function Profiles({ record }: { readonly record: RegisteredPool }) {
  return (
    <span className={styles.lines}>
      {profilesSaid(record.provider_profiles).map((text) => (
        <span key={text} className={styles.profile}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** More than these would make the row a list of its own. */
const NAMED = 3;

function Servers({ record }: { readonly record: RegisteredPool }) {
  const { linked_servers: servers, linked_servers_count: total } = record;
  if (total === 0) return <span className={styles.under}>none</span>;
  if (servers === null) return <>{counted(total, 'server')}</>;
  return (
    <span className={styles.servers}>
      {servers.slice(0, NAMED).map(({ id, name }) => (
        <Link key={id} to={`/servers/${id}`}>
          {name}
        </Link>
      ))}
      {total > NAMED && (
        <Link className={styles.more} to={`/servers?q=${encodeURIComponent(record.name)}`}>
          {count(total - NAMED)} more
        </Link>
      )}
    </span>
  );
}

function SetBy({ pool }: { readonly pool: PoolRow | null }) {
  const now = useServerNow();
  const decision = pool?.decision;
  if (!decision) return <>nobody</>;
  return (
    <>
      {decision.actor}, {instant(Date.parse(decision.at), now)}
      {decision.reason && `: “${decision.reason}”`}
    </>
  );
}

type ActionProps = Pick<LineProps, 'onEdit' | 'onAsk'> & { readonly record: RegisteredPool };

function RecordActions({ record, onEdit, onAsk }: ActionProps) {
  const opener = useRef<HTMLButtonElement>(null);
  // The dialog gives the focus back to who had it, and the item of the menu will be gone.
  const choose = (act: () => void) => () => {
    opener.current?.focus();
    act();
  };
  const defaultLock = whyNotDefault(record);
  const archiveLock = record.is_active ? record.archive_lock : 'Already archived: edit it to make it active';
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon ref={opener} variant="subtle" size={30} aria-label={`Actions for ${record.slug}`}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={choose(() => onEdit(record.id))}>
          Edit
        </Menu.Item>
        <Menu.Item
          leftSection={<IconStar size={16} aria-hidden />}
          disabled={defaultLock !== null}
          onClick={choose(() => onAsk({ pool: record, step: 'set-default' }))}
        >
          Set default
          {defaultLock && <span className={styles.because}>{defaultLock}</span>}
        </Menu.Item>
        <Menu.Item
          leftSection={
            record.is_active ? <IconArchive size={16} aria-hidden /> : <IconArchiveOff size={16} aria-hidden />
          }
          disabled={archiveLock !== null}
          onClick={choose(() => onAsk({ pool: record, step: 'archive' }))}
        >
          Archive
          {archiveLock && <span className={styles.because}>{archiveLock}</span>}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function whyNotDefault({ is_default: isDefault, is_active: isActive }: RegisteredPool): string | null {
  if (isDefault) return 'It is the default';
  return isActive ? null : 'An archived pool cannot be the default';
}
