import { Injectable } from '@nestjs/common';
import type { BreakerState } from './gate.js';
import type { LaravelErrorKind } from './laravel-error.js';

/** Names of calls in figures (contract of the control plane, section 10; the last four are new). */
export type LaravelAction =
  | 'list_servers'
  | 'create_server'
  | 'update_server'
  | 'delete_server'
  | 'provision_bundle'
  | 'latest_bundle'
  | 'execute_server_command'
  | 'list_pools'
  | 'create_pool'
  | 'update_pool'
  | 'archive_pool'
  | 'set_default_pool'
  | 'get_provisioning_credentials'
  | 'update_provisioning_credentials'
  | 'reveal_provisioning_credentials'
  | 'list_decision_traces'
  | 'read_server_command'
  | 'policy_payload'
  | 'bundle_environment'
  | 'claim_next_probe';

export type StatusClass = '2xx' | '4xx' | '5xx' | 'unknown' | 'network';

export type LaravelSide = 'internal' | 'verifier';
/** Why a call was not sent. */
export type UnsentReason = Extract<LaravelErrorKind, 'not_configured' | 'circuit_open' | 'overloaded'>;

/** One attempt that went out. */
export interface LaravelAttempt {
  readonly action: LaravelAction;
  readonly statusClass: StatusClass;
  /** Null when it succeeded. */
  readonly errorCode: string | null;
  readonly durationMs: number;
}

export interface LaravelTrafficFigures {
  /** Attempts. */
  readonly requests: readonly { action: LaravelAction; statusClass: StatusClass; count: number }[];
  /** Attempts that gave no value. */
  readonly failures: readonly { action: LaravelAction; statusClass: StatusClass; count: number }[];
  readonly failureCodes: readonly { action: LaravelAction; errorCode: string; count: number }[];
  readonly retries: readonly { action: LaravelAction; count: number }[];
  readonly unsent: readonly { action: LaravelAction; reason: UnsentReason; count: number }[];
  /** Creations of bundles, failed ones included. */
  readonly bundleDurationMs: { readonly sum: number; readonly count: number };
  readonly inFlight: number;
  readonly breakers: Readonly<Record<LaravelSide, BreakerState>>;
}

/** What this process has asked of Laravel since it started. It is told; it decides nothing. */
@Injectable()
export class LaravelTraffic {
  private readonly requests = new Tally<[LaravelAction, StatusClass]>();
  private readonly failures = new Tally<[LaravelAction, StatusClass]>();
  private readonly failureCodes = new Tally<[LaravelAction, string]>();
  private readonly retries = new Tally<[LaravelAction]>();
  private readonly unsentCalls = new Tally<[LaravelAction, UnsentReason]>();
  private readonly breakers: Record<LaravelSide, BreakerState> = { internal: 'closed', verifier: 'closed' };
  private bundleSumMs = 0;
  private bundleCount = 0;
  private inFlight = 0;

  entered(): void {
    this.inFlight += 1;
  }

  left(): void {
    this.inFlight -= 1;
  }

  attempted({ action, statusClass, errorCode, durationMs }: LaravelAttempt): void {
    this.requests.add([action, statusClass]);
    if (action === 'provision_bundle') {
      this.bundleSumMs += durationMs;
      this.bundleCount += 1;
    }
    if (errorCode === null) return;
    this.failures.add([action, statusClass]);
    this.failureCodes.add([action, errorCode]);
  }

  retried(action: LaravelAction): void {
    this.retries.add([action]);
  }

  unsent(action: LaravelAction, reason: UnsentReason): void {
    this.unsentCalls.add([action, reason]);
  }

  breakerChanged(side: LaravelSide, state: BreakerState): void {
    this.breakers[side] = state;
  }

  figures(): LaravelTrafficFigures {
    return {
      requests: this.requests.map(([action, statusClass], count) => ({ action, statusClass, count })),
      failures: this.failures.map(([action, statusClass], count) => ({ action, statusClass, count })),
      failureCodes: this.failureCodes.map(([action, errorCode], count) => ({ action, errorCode, count })),
      retries: this.retries.map(([action], count) => ({ action, count })),
      unsent: this.unsentCalls.map(([action, reason], count) => ({ action, reason, count })),
      bundleDurationMs: { sum: this.bundleSumMs, count: this.bundleCount },
      inFlight: this.inFlight,
      breakers: { ...this.breakers },
    };
  }
}

/** Counts by several words at once. */
class Tally<Words extends readonly string[]> {
  private readonly counts = new Map<string, { readonly words: Words; count: number }>();

  add(words: Words): void {
    const key = words.join(' ');
    const entry = this.counts.get(key) ?? { words, count: 0 };
    entry.count += 1;
    this.counts.set(key, entry);
  }

  map<T>(make: (words: Words, count: number) => T): T[] {
    return [...this.counts.values()].map(({ words, count }) => make(words, count));
  }
}
