import { Button } from '@mantine/core';
import { IconCircleDashed, IconClockExclamation, IconPackage, IconRefresh } from '@tabler/icons-react';
import type { ProvisioningBundle } from '@app/contracts';
import { Ago } from '../../../live/Ago';
import { StatusBadge } from '../../../ui/StatusBadge';
import { duration } from '../../../ui/time';
import { useTimeLeft } from './bundle';
import styles from './BundleState.module.css';

interface Props {
  /** Null when there is none. */
  readonly bundle: ProvisioningBundle | null;
  /** When it was read, by this machine's clock. */
  readonly readAt: number;
  readonly isMaking: boolean;
  readonly onMake: () => void;
}

/** Whether there is a bundle, for how long it lives, and the way to a new one. */
export function BundleState({ bundle, ...rest }: Props) {
  return (
    <div className={styles.bundle}>
      {bundle === null ? <NoBundle {...rest} /> : <PresentBundle bundle={bundle} {...rest} />}
    </div>
  );
}

type ActProps = Pick<Props, 'isMaking' | 'onMake'>;

function NoBundle({ isMaking, onMake }: ActProps) {
  return (
    <>
      <StatusBadge tone="quiet" icon={IconCircleDashed} label="no bundle yet" />
      <Button className={styles.action ?? ''} loading={isMaking} onClick={onMake}>
        Create bundle
      </Button>
    </>
  );
}

function PresentBundle({ bundle, readAt, isMaking, onMake }: Props & { readonly bundle: ProvisioningBundle }) {
  const leftMs = useTimeLeft(bundle, readAt);
  const isExpired = leftMs === 0;
  return (
    <>
      <div className={styles.state}>
        <p>
          {isExpired ? (
            <StatusBadge tone="bad" icon={IconClockExclamation} label="expired" />
          ) : (
            <StatusBadge tone="ok" icon={IconPackage} label="live" />
          )}{' '}
          {isExpired ? (
            <Ago at={bundle.expires_at} />
          ) : (
            <strong className={styles.left}>expires in {duration(leftMs)}</strong>
          )}
        </p>
        <p className={styles.uuid}>Bundle {bundle.bundle_uuid}</p>
      </div>
      <div className={styles.action}>
        <Button
          variant={isExpired ? 'filled' : 'default'}
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={isMaking}
          onClick={onMake}
        >
          {isExpired ? 'Create a new bundle' : 'Regenerate'}
        </Button>
        <p className={styles.note}>
          {isExpired ? 'Its link is dead: a command with it does nothing.' : 'The present link stops working at once.'}
        </p>
      </div>
      <p className="visually-hidden" role="status">
        {isExpired && 'The bundle has expired'}
      </p>
    </>
  );
}
