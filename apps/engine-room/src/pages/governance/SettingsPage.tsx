import { NotBuilt } from '../../ui/NotBuilt';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

export function SettingsPage() {
  return (
    <div className={page.page}>
      <PageHeader title="Settings" />
      <NotBuilt
        title="Settings are not built yet"
        willOffer={[
          'Thresholds and switches with their meaning, units and safe ranges',
          'A preview of what a change would do now',
          'History, with a way back',
        ]}
        meanwhile="set the environment of the control plane and restart it; .env.example lists the keys."
      />
    </div>
  );
}
