import { PROVIDERS, type Provider, type ProviderRates } from '@app/contracts';
import type { WorkerReport } from '../../workers/worker-report.js';
import type { WorkerFacts } from '../../workers/worker-row.js';

/** What live workers report about a provider: means over workers, since a rate alone does not say of how much. */
export interface ReportedFigures {
  readonly workers: number;
  readonly tempfail_rate: number | null;
  readonly reject_rate: number | null;
  readonly unknown_rate: number | null;
  /** Means over the workers that send them at all; the real worker measures neither, and absent is not zero here. */
  readonly policy_blocked_rate: number | null;
  readonly avg_retry_after: number | null;
}

class Mean {
  private sum = 0;
  private count = 0;

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.sum += value;
    this.count += 1;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }
}

class Means {
  private readonly tempfail = new Mean();
  private readonly reject = new Mean();
  private readonly unknown = new Mean();
  private readonly blocked = new Mean();
  private readonly wait = new Mean();
  private workers = 0;

  add(rates: ProviderRates): void {
    this.workers += 1;
    this.tempfail.add(rates.tempfail_rate ?? 0); // a worker leaves out rates that are zero
    this.reject.add(rates.reject_rate ?? 0);
    this.unknown.add(rates.unknown_rate ?? 0);
    this.blocked.add(rates.policy_block_rate);
    this.wait.add(rates.avg_retry_after);
  }

  figures(): ReportedFigures {
    return {
      workers: this.workers,
      tempfail_rate: this.tempfail.value,
      reject_rate: this.reject.value,
      unknown_rate: this.unknown.value,
      policy_blocked_rate: this.blocked.value,
      avg_retry_after: this.wait.value,
    };
  }
}

/** What the live workers report since their start, each worker counting once (contract, section 7.1). */
export function reportedFigures(workers: Iterable<WorkerFacts>): Readonly<Record<Provider, ReportedFigures>> {
  const means = { generic: new Means(), gmail: new Means(), microsoft: new Means(), yahoo: new Means() };
  for (const { record, presence } of workers) {
    if (presence === 'live') eachProvider(record.report, (provider, rates) => means[provider].add(rates));
  }
  const { generic, gmail, microsoft, yahoo } = means;
  return {
    generic: generic.figures(),
    gmail: gmail.figures(),
    microsoft: microsoft.figures(),
    yahoo: yahoo.figures(),
  };
}

const BY_NAME: ReadonlyMap<string, Provider> = new Map(PROVIDERS.map((provider) => [provider, provider]));

/** By its name in any case; the four alone. A worker that lists a provider twice counts once, with what it said last. */
function eachProvider(
  { provider_metrics: all = [] }: WorkerReport,
  tell: (name: Provider, rates: ProviderRates) => void,
): void {
  for (const [index, rates] of all.entries()) {
    const provider = providerOf(rates);
    const isSaidAgain = all.some((later, place) => place > index && providerOf(later) === provider);
    if (provider !== undefined && !isSaidAgain) tell(provider, rates);
  }
}

function providerOf({ provider }: ProviderRates): Provider | undefined {
  return BY_NAME.get(provider) ?? BY_NAME.get(provider.trim().toLowerCase());
}
