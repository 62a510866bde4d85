import { NotBuilt } from '../../ui/NotBuilt';
import { PageHeader } from '../../ui/PageHeader';

export function RuntimeSettingsPage() {
  return (
    <>
      <PageHeader title="Settings" />
      <NotBuilt
        title="Runtime settings are not built yet"
        willOffer={[
          'Thresholds and switches with their meaning, units and safe ranges',
          'A preview of what a change would do now',
          'History, with a way back',
        ]}
        meanwhile="set the environment of the control plane and restart it; .env.example lists the keys."
      />
    </>
  );
}
