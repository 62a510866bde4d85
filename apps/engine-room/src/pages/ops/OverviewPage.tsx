import { WhatIsWrong } from '../../features/conditions/WhatIsWrong';
import { ProvidersTable } from '../../features/overview/ProvidersTable';
import { RateCharts } from '../../features/overview/RateCharts';
import { Totals } from '../../features/overview/Totals';
import { CapacityLegend } from '../../features/pools/CapacityLegend';
import { CapacityTable } from '../../features/pools/CapacityTable';
import { useHistory, useOverview } from '../../live/fleet';
import { PageHeader } from '../../ui/PageHeader';
import { Section } from '../../ui/Section';
import { Loading } from '../../ui/Loading';
import page from '../page.module.css';

export function OverviewPage() {
  const overview = useOverview();
  const history = useHistory() ?? [];
  return (
    <div className={page.page}>
      <PageHeader title="Overview" />
      {overview ? (
        <>
          <WhatIsWrong overview={overview} />
          <Totals totals={overview.totals} />
          <div className={page.columns}>
            <div className={page.stack}>
              <Section
                title="Capacity"
                note="workers of each pool against what is desired"
                aside={<CapacityLegend />}
                isFlush
              >
                <CapacityTable pools={overview.pools} />
              </Section>
              <Section title="Providers" note="how their mail servers answer" isFlush>
                <ProvidersTable providers={overview.providers} />
              </Section>
            </div>
            <div className={page.stack}>
              <RateCharts totals={overview.totals} history={history} />
            </div>
          </div>
        </>
      ) : (
        <Loading height={320} label="Waiting for the fleet" />
      )}
    </div>
  );
}
