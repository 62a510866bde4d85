import { IconCircleCheck } from '@tabler/icons-react';
import type { FleetOverview } from '@app/contracts';
import { Link } from 'react-router-dom';
import { counted } from '../../ui/figures';
import { Section } from '../../ui/Section';
import { ConditionList } from './ConditionList';
import styles from './WhatIsWrong.module.css';

/** The first thing an operator reads: what is wrong now, or what was checked and found right. */
export function WhatIsWrong({ overview }: { readonly overview: FleetOverview }) {
  const { conditions } = overview;
  if (conditions.length === 0) {
    return (
      <section className={styles.calm} aria-label="What is wrong">
        <IconCircleCheck size={20} aria-hidden />
        <p>
          <strong>Nothing is wrong.</strong> {whatWasChecked(overview)} Laravel and the processes on the hosts are not
          checked here: see <Link to="/servers">Servers</Link>.
        </p>
      </section>
    );
  }
  const critical = conditions.filter(({ severity }) => severity === 'critical').length;
  return (
    <Section
      title="What is wrong"
      note={critical > 0 ? `${critical} critical of ${conditions.length}` : counted(conditions.length, 'condition')}
      isFlush
    >
      <ConditionList conditions={conditions} />
    </Section>
  );
}

/** Says what the calm rests on; what nobody reports about is named, because it was not checked. */
function whatWasChecked({ totals, pools, providers }: FleetOverview): string {
  if (totals.workers_known === 0) return 'But no worker has reported yet, so there was nothing to check.';
  const unknown = providers.filter(({ status }) => status === 'no_data').map(({ provider }) => provider);
  const checked = [
    `heartbeats of ${counted(totals.workers_known, 'worker')}`,
    `capacity of ${counted(pools.length, 'pool')}`,
    `replies of ${counted(providers.length - unknown.length, 'provider')}`,
  ];
  const missing = unknown.length > 0 ? ` No data about ${unknown.join(', ')}.` : '';
  return `Checked: ${checked.join(', ')}.${missing}`;
}
