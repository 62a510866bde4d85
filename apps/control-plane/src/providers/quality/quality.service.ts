import { Injectable } from '@nestjs/common';
import type {
  LaravelTrace,
  Provider,
  ProviderCalibration,
  ProviderDrift,
  ProviderFiguresMeta,
  ProviderQuality,
} from '@app/contracts';
import { Clock } from '@app/service';
import { wireTime, wireTimeOrNull } from '../../common/wire-time.js';
import { AppConfig } from '../../config/app-config.js';
import { RecentTraces } from '../../decisions/recent-traces.js';
import { recordedAt } from '../../decisions/recent/recorded-at.js';
import { HISTORY_MS, WorkLedger } from '../measure/work-ledger.js';
import { ProvidersService } from '../providers.service.js';
import { driftRow } from './drift-row.js';
import { type TraceFacts, calibrationRow, qualityRow } from './quality-rows.js';
import { type TraceFigures, traceFigures } from './trace-figures.js';

/** How good the decisions about each provider's addresses are, from counted probes and decision traces. */
@Injectable()
export class QualityService {
  private known: { readonly traces: readonly LaravelTrace[]; readonly figures: Record<Provider, TraceFigures> } | null =
    null;

  constructor(
    private readonly providers: ProvidersService,
    private readonly ledger: WorkLedger,
    private readonly recent: RecentTraces,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  quality(windowMs: number): ProviderQuality[] {
    return this.providers.health(windowMs).map((row) => qualityRow(row, this.traceFacts(row.provider)));
  }

  calibration(windowMs: number): ProviderCalibration[] {
    const from = this.clock.now() - windowMs;
    return this.providers.health(windowMs).map((row) => {
      const sums = this.ledger.sums(row.provider, from);
      return calibrationRow(row, sums, this.traceFacts(row.provider));
    });
  }

  drift(windowMs: number): ProviderDrift[] {
    const now = this.clock.now();
    const from = now - windowMs;
    return this.providers.health(windowMs).map((row) =>
      driftRow(row, {
        window: this.ledger.minuteSums(row.provider, from),
        before: this.ledger.minuteSums(row.provider, now - HISTORY_MS, from),
        thresholds: this.config.providerThresholds,
        material: this.config.policies.canary.unknownRegression,
      }),
    );
  }

  /** What the lists of figures rest on. */
  meta(windowMs: number): ProviderFiguresMeta {
    const { traces, problem } = this.recent.copy();
    const times = traces.map(recordedAt).filter((at) => at !== null);
    const bound = (pick: (...all: number[]) => number) =>
      times.length === 0 ? null : wireTime(times.reduce((a, b) => pick(a, b)));
    return {
      window_seconds: Math.round(windowMs / 1_000),
      measured_at: wireTime(this.clock.now()),
      counted_since: wireTimeOrNull(this.ledger.since),
      traces: { count: traces.length, from: bound(Math.min), to: bound(Math.max), problem },
    };
  }

  private traceFacts(provider: Provider): TraceFacts {
    const { traces, problem } = this.recent.copy();
    const whyNone = traces.length > 0 ? null : (problem ?? 'none was recorded lately');
    return { figures: this.figuresOf(traces)[provider], problem: whyNone };
  }

  /** Thousands of traces are read once for all who ask until there are newer ones. */
  private figuresOf(traces: readonly LaravelTrace[]): Record<Provider, TraceFigures> {
    if (this.known?.traces !== traces) this.known = { traces, figures: traceFigures(traces) };
    return this.known.figures;
  }
}
