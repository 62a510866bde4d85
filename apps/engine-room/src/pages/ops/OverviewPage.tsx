import { WhatIsWrong } from '../../features/conditions/WhatIsWrong';
import { Accuracy, Providers } from '../../features/overview/Providers';
import { RateCharts } from '../../features/overview/RateCharts';
import { RolloutStrip } from '../../features/overview/RolloutStrip';
import { RoutingQuality } from '../../features/overview/RoutingQuality';
import { ShadowRuns } from '../../features/overview/ShadowRuns';
import { Totals } from '../../features/overview/Totals';
import { CapacityLegend } from '../../features/pools/CapacityLegend';
import { CapacityTable } from '../../features/pools/CapacityTable';
import { useHistory, useOverview } from '../../live/fleet';
import { PageHeader } from '../../ui/PageHeader';
import { Section } from '../../ui/Section';
import { Loading } from '../../ui/Loading';
import page from '../page.module.css';

/** First what is wrong, then what runs, then how well. */
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
          <RolloutStrip />
          <Providers providers={overview.providers} />
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
              <ShadowRuns />
              <RoutingQuality />
            </div>
            <div className={page.stack}>
              <RateCharts totals={overview.totals} history={history} />
            </div>
          </div>
          <Accuracy />
        </>
      ) : (
        <Loading height={320} label="Waiting for the fleet" />
      )}
    </div>
  );
}
