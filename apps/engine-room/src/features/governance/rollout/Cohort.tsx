import type { UseQueryResult } from '@tanstack/react-query';
import type { CohortView } from '@app/contracts';
import type { ApiError } from '../../../api/api-error';
import { count, counted } from '../../../ui/figures';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import table from '../../../ui/DataTable.module.css';
import { Trouble } from '../Trouble';
import { Members } from './Members';
import styles from './Rollout.module.css';

/** Who is told the candidate, and who says that it runs it. */
export function Cohort({ query }: { readonly query: UseQueryResult<CohortView, ApiError> }) {
  if (!query.data) {
    return query.error ? (
      <Trouble query={query} what="The cohort" />
    ) : (
      <Loading height={320} label="Reading the cohort" />
    );
  }
  const cohort = query.data;
  return (
    <>
      <Section title="Pools" note={saidOf(cohort)} isFlush>
        <Pools cohort={cohort} />
      </Section>
      <Section title="Workers" note="what each is told, and what it reports" isFlush>
        <Members members={cohort.members} />
      </Section>
    </>
  );
}

const saidOf = ({ in_cohort: told, workers, running_candidate: running }: CohortView) =>
  `${count(told)} of ${counted(workers, 'worker')} told the candidate, ${count(running)} report that they run it`;

function Pools({ cohort }: { readonly cohort: CohortView }) {
  if (cohort.pools.length === 0) return <p className={styles.none}>No worker is known yet.</p>;
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Pool
          </th>
          {['Workers', 'In the cohort', 'Run the candidate'].map((name) => (
            <th key={name} role="columnheader" scope="col" className={table.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {cohort.pools.map(({ pool, workers, in_cohort: told, running_candidate: running }) => (
          <tr role="row" key={pool}>
            <th role="rowheader" scope="row">
              {pool || '(no pool)'}
            </th>
            <td role="cell" className={table.number} data-label="Workers">
              {count(workers)}
            </td>
            <td role="cell" className={table.number} data-label="In the cohort">
              {count(told)}
            </td>
            <td role="cell" className={table.number} data-label="Run the candidate">
              {count(running)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
