import { readPolicy, UnreadablePolicy } from '@app/smtp-policy';
import type { Laravel } from '../engine/laravel-client.js';
import { CallFailed } from '../http-call.js';
import { outcomesUnder, type OutcomesByProvider } from './reply-outcomes.js';

interface Loaded {
  readonly atSeconds: number;
  /** Null: it could not be loaded. */
  readonly outcomes: Promise<OutcomesByProvider | null>;
}

/** What the fleet needs besides. */
export interface FleetPoliciesOptions {
  /** Null: the fleet knows no Laravel, so no payload can be loaded. */
  readonly laravel: Pick<Laravel, 'policyPayload'> | null;
  readonly refreshMs: number;
  /** Since the start of the fleet. */
  readonly seconds: () => number;
  readonly log: (msg: string, fields: Readonly<Record<string, unknown>>) => void;
}

/**
 * The payloads that the fleet's workers run. Each worker would fetch the active version's at each of its refreshes
 * (worker behaviour, section 4); here one fetch a version and period serves them all.
 */
export class FleetPolicies {
  private readonly loaded = new Map<string, Loaded>();

  constructor(private readonly options: FleetPoliciesOptions) {}

  /**
   * What becomes of addresses under a version.
   * @returns null when its payload could not be fetched or read: the worker keeps the rules it has
   */
  outcomesOf(version: string): Promise<OutcomesByProvider | null> {
    const now = this.options.seconds();
    const periodSeconds = this.options.refreshMs / 1_000;
    for (const [name, { atSeconds }] of this.loaded) if (now - atSeconds >= periodSeconds) this.loaded.delete(name);
    const known = this.loaded.get(version);
    if (known !== undefined) return known.outcomes;
    const outcomes = this.load(version);
    this.loaded.set(version, { atSeconds: now, outcomes });
    return outcomes;
  }

  private async load(version: string): Promise<OutcomesByProvider | null> {
    try {
      const payload = (await this.options.laravel?.policyPayload(version)) ?? null;
      return payload === null ? null : outcomesUnder(readPolicy(payload));
    } catch (error) {
      if (!(error instanceof CallFailed) && !(error instanceof UnreadablePolicy)) throw error;
      this.options.log('policy payload was not loaded', { version, problem: error.message });
      return null;
    }
  }
}
