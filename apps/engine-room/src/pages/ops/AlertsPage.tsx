import { WhatIsWrong } from '../../features/conditions/WhatIsWrong';
import { useOverview } from '../../live/fleet';
import { NotBuilt } from '../../ui/NotBuilt';
import { PageHeader } from '../../ui/PageHeader';
import { Loading } from '../../ui/Loading';
import page from '../page.module.css';

export function AlertsPage() {
  const overview = useOverview();
  return (
    <div className={page.page}>
      <PageHeader title="Alerts">What is wrong at present. A condition leaves this page when it is over.</PageHeader>
      {overview ? <WhatIsWrong overview={overview} /> : <Loading height={120} label="Waiting for the fleet" />}
      <NotBuilt
        title="Incidents are not built yet"
        willOffer={[
          'History: when something went wrong, for how long, and what was done',
          'Acknowledgement, so that others see that somebody is on it',
          'Notifications by e-mail, chat and webhook',
        ]}
        meanwhile="alert in Prometheus on the figures of /metrics, and keep this page or the overview open."
      />
    </div>
  );
}
