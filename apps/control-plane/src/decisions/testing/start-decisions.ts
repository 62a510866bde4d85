import { createHash } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { LaravelClientModule } from '@app/laravel-client';
import { EMPTY } from 'rxjs';
import { startApp } from '../../http/testing/start-app.js';
import { PolicyPayloads, type SourcedPayload } from '../../policies/rollout/policy-payloads.js';
import { NO_ROLLOUT, type RolloutRecord } from '../../policies/rollout/rollout-record.js';
import { Rollouts } from '../../policies/rollout/rollouts.js';
import { ClustersController } from '../clusters/clusters.controller.js';
import { ClustersService } from '../clusters/clusters.service.js';
import { DecisionsController } from '../decisions.controller.js';
import { DecisionExplainer } from '../explain/decision-explainer.js';
import { KnownPolicies } from '../explain/known-policies.js';
import { RecentTracesModule } from '../recent/recent-traces.module.js';
import { DecisionTracesService } from '../traces/decision-traces.service.js';

/** What is active, and the payloads that are at hand; a test changes both as it needs. */
export interface PoliciesAtHand {
  rollout: RolloutRecord;
  payloads: Readonly<Record<string, unknown>>;
}

/** The module with everything but the rollout, which is what `policies` says. Null: no Laravel is configured. */
export async function startDecisions(url: string | null, policies: PoliciesAtHand): Promise<NestExpressApplication> {
  const target = url === null ? null : { baseUrl: url, token: 'internal-secret' };
  const options = { internal: target, verifier: target, timeoutMs: 2_000, retryMax: 0, retryBackoffMs: 1 };

  @Module({
    imports: [LaravelClientModule.forRoot(options), RecentTracesModule],
    controllers: [ClustersController, DecisionsController],
    providers: [
      DecisionTracesService,
      KnownPolicies,
      DecisionExplainer,
      ClustersService,
      { provide: Rollouts, useValue: new GivenRollouts(policies) },
      { provide: PolicyPayloads, useValue: new GivenPayloads(policies) },
    ],
  })
  class DecisionsUnderTest {}

  return startApp({ imports: [DecisionsUnderTest] });
}

class GivenRollouts extends Rollouts {
  readonly isLoaded = true;
  readonly changes = EMPTY;

  constructor(private readonly policies: PoliciesAtHand) {
    super();
  }

  current(): RolloutRecord {
    return this.policies.rollout;
  }

  step(): never {
    throw new Error('Reading decisions changes no rollout');
  }

  rollBack(): never {
    throw new Error('Reading decisions changes no rollout');
  }
}

class GivenPayloads extends PolicyPayloads {
  constructor(private readonly policies: PoliciesAtHand) {
    super();
  }

  payloadOf(version: string): Promise<SourcedPayload | null> {
    if (!Object.hasOwn(this.policies.payloads, version)) return Promise.resolve(null);
    const text = JSON.stringify(this.policies.payloads[version]);
    const checksum = createHash('sha256').update(text).digest('hex');
    return Promise.resolve({ text, checksum, source: 'kept', fetchedAt: 0 });
  }
}

/** A rollout in which everybody runs `version`. */
export function everybodyRuns(version: string): RolloutRecord {
  return { ...NO_ROLLOUT, stable: version, proven: [version] };
}
