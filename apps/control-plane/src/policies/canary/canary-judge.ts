import { Injectable } from '@nestjs/common';
import { PROVIDERS } from '@app/contracts';
import { AppConfig } from '../../config/app-config.js';
import { ProviderModes } from '../../providers/modes/provider-modes.js';
import { FleetReader } from '../../workers/fleet-reader.js';
import { reportedVersion } from '../../workers/reported-version.js';
import { type CanaryFigures, sideOf } from './canary-ledger.js';
import { type CanaryVerdict, type VerdictCircumstances, type VerdictSettings, judgeCanary } from './canary-verdict.js';
import { CanaryWatch } from './canary-watch.js';

/** What is gathered of a step, and the verdict on it. */
export interface JudgedCanary {
  readonly figures: CanaryFigures;
  readonly verdict: CanaryVerdict;
}

/** In these nobody probes (contract, section 1.3). */
const UNPROBED: ReadonlySet<string> = new Set(['drain', 'quarantine']);

/** Says how the present canary does, for the autopilot and for pages alike. */
@Injectable()
export class CanaryJudge {
  readonly settings: VerdictSettings;
  private last: { readonly of: string; readonly judged: JudgedCanary } | null = null;

  constructor(
    private readonly watch: CanaryWatch,
    private readonly modes: ProviderModes,
    private readonly reader: FleetReader,
    config: AppConfig,
  ) {
    const { minimumWorkers, minimumSample, ...allowed } = config.policies.canary;
    const thresholds = {
      unknown_rate: allowed.unknownRegression,
      // Workers do not report recovery; where more fails for a while, more has to recover.
      tempfail_rate: allowed.recoveryDrop,
      policy_blocked_rate: allowed.policyBlockSpike,
    };
    this.settings = { minimumWorkers, minimumSample, thresholds };
  }

  /** Null outside a canary. Asked again before anything has changed, it costs nothing but a look at the fleet. */
  judged(now: number): JudgedCanary | null {
    const { figures } = this.watch;
    if (figures === null) return null;
    const circumstances = this.circumstances(figures, now);
    const of = JSON.stringify([this.watch.version, circumstances.heard, [...circumstances.unprobed]]);
    if (this.last?.of !== of) {
      this.last = { of, judged: { figures, verdict: judgeCanary(figures, this.settings, circumstances) } };
    }
    return this.last.judged;
  }

  private circumstances({ step, since }: CanaryFigures, now: number): VerdictCircumstances {
    const heard = { cohort: { workers: 0, silent: 0 }, rest: { workers: 0, silent: 0 } };
    for (const { record, presence } of this.reader.facts(now)) {
      const side = sideOf(reportedVersion(record.report), step);
      if (side === null || record.receivedAt < since) continue;
      heard[side].workers += 1;
      if (presence !== 'live') heard[side].silent += 1;
    }
    const unprobed = new Set(PROVIDERS.filter((provider) => UNPROBED.has(this.modes.effective(provider, now))));
    return { unprobed, heard };
  }
}
