import type { ProviderFiguresMeta, ProviderRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../live/Ago';
import { count } from '../../ui/figures';
import { Loading } from '../../ui/Loading';
import { Notice } from '../../ui/Notice';
import { Section } from '../../ui/Section';
import { AccuracyTable } from './AccuracyTable';
import { missingOf } from './missing';
import { MissingFigures } from './MissingFigures';
import { ProvidersTable } from './ProvidersTable';
import { useCalibration, useDrift, useQuality } from './queries';
import styles from './Providers.module.css';

/** How the providers answer now, as the live stream tells it, and how that changed. */
export function Providers({ providers }: { readonly providers: readonly ProviderRow[] }) {
  const drift = useDrift();
  return (
    <Section
      title="Providers"
      note="how their mail servers answer"
      aside={
        <Link className={styles.link} to="/settings/providers">
          Modes
        </Link>
      }
      isFlush
    >
      <ProvidersTable providers={providers} drift={drift.data} />
      {drift.error && <Trouble title="How the figures changed cannot be read" message={drift.error.message} />}
      <MissingFigures missing={missingOf([...providers, ...(drift.data ?? [])])} />
    </Section>
  );
}

/** Fields of the accuracy table; the others are explained where they are shown. */
const SHOWN: ReadonlySet<string> = new Set([
  'calibration_confidence',
  'unknown',
  'tempfail_recovery_pct',
  'recovery',
  'retry_waste_pct',
  'waste',
  'by_confidence',
]);

/** What further attempts were good for, and how far the figures can be trusted. */
export function Accuracy() {
  const calibration = useCalibration();
  const quality = useQuality();
  const error = calibration.error ?? quality.error;
  const traces = calibration.data?.meta.traces;
  return (
    <Section title="Accuracy" note={<Basis traces={traces} />} isFlush>
      {traces?.problem && (
        <Trouble
          title={traces.count === 0 ? 'There are no recorded decisions to measure by' : 'Newer decisions are missing'}
          message={traces.problem}
        />
      )}
      {calibration.data && <AccuracyTable calibration={calibration.data.data} quality={quality.data} />}
      {!calibration.data && !error && <Loading height={160} label="Reading how far the figures can be trusted" />}
      {error && <Trouble title="How far the figures can be trusted cannot be read" message={error.message} />}
      <MissingFigures missing={missingOf([...(calibration.data?.data ?? []), ...(quality.data ?? [])], SHOWN)} />
    </Section>
  );
}

function Basis({ traces }: { readonly traces: ProviderFiguresMeta['traces'] | undefined }) {
  if (!traces || traces.count === 0 || traces.from === null) return <>with 95 % intervals</>;
  return (
    <>
      with 95 % intervals; from {count(traces.count)} recorded decisions, the oldest from <Ago at={traces.from} />
    </>
  );
}

function Trouble({ title, message }: { readonly title: string; readonly message: string }) {
  return (
    <div className={styles.trouble}>
      <Notice tone="warn" title={title}>
        <p>{message}</p>
      </Notice>
    </div>
  );
}
