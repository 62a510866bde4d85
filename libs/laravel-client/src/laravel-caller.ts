import { setTimeout as wait } from 'node:timers/promises';
import { type AskedFor, refusalFrom } from './answers/refusal.js';
import { failureFrom, isUnsent, notConfigured } from './call-failure.js';
import { Gate } from './gate.js';
import { makeBulkheads } from './lanes.js';
import type { LaravelCall } from './laravel-call.js';
import type { CallContext, LaravelClientOptions } from './laravel-client-options.js';
import { LaravelError } from './laravel-error.js';
import type { LaravelAction, LaravelSide, LaravelTraffic, StatusClass } from './laravel-traffic.js';
import { outgoingOf } from './outgoing.js';
import { RetryBudget } from './retry-budget.js';
import { retryWaitMs } from './retry-plan.js';
import { type Incoming, type Outgoing, Wire, WireFailure } from './wire.js';

/**
 * Carries calls to Laravel. Each waits for its lane, passes the circuit breaker and is sent; reads are repeated within
 * the budget, writes never. Nothing it throws holds a token.
 */
export class LaravelCaller {
  private readonly wire = new Wire();
  private readonly bulkheads = makeBulkheads();
  private readonly gates: Readonly<Record<LaravelSide, Gate>>;
  private readonly budget = new RetryBudget();
  private readonly stopping = new AbortController();

  constructor(
    private readonly options: LaravelClientOptions,
    private readonly traffic: LaravelTraffic,
  ) {
    const gateOf = (side: LaravelSide) => new Gate((state) => traffic.breakerChanged(side, state));
    this.gates = { internal: gateOf('internal'), verifier: gateOf('verifier') };
  }

  /** @throws LaravelError */
  async call<T>(call: LaravelCall<T>, context: CallContext): Promise<T> {
    if (call.method !== 'GET') return this.attempt(call, context, false);
    for (let retries = 0, failure: LaravelError | null = null; ; retries += 1) {
      try {
        return await this.attempt(call, context, retries > 0);
      } catch (error) {
        if (!(error instanceof LaravelError)) throw error;
        // What kept the retry from going out says less than what went wrong before.
        failure = failure !== null && isUnsent(error) ? failure : error;
        const waitMs = this.retryWaitMs(error, retries, call);
        if (waitMs === null || !(await this.waited(waitMs))) throw failure;
        this.traffic.retried(call.action);
      }
    }
  }

  /**
   * One exchange with whoever a signed link names. It counts among the calls in flight, and says nothing about whether
   * Laravel's API is well. @throws WireFailure, BulkheadRejectedError
   */
  async aside(action: LaravelAction, outgoing: Outgoing): Promise<Incoming> {
    const startedAt = Date.now();
    try {
      const incoming = await this.bulkheads.general.execute(() => this.send(outgoing));
      this.told(action, classOf(incoming.status), null, startedAt);
      return incoming;
    } catch (error) {
      if (error instanceof WireFailure) this.told(action, 'network', 'request_failed', startedAt);
      throw error;
    }
  }

  /** Ends what is in flight and what waits to be repeated. */
  stop(): void {
    this.stopping.abort();
    this.wire.stop();
  }

  private retryWaitMs(error: LaravelError, retries: number, call: LaravelCall<unknown>): number | null {
    const waitMs = retryWaitMs(error, retries, this.options, Math.random());
    if (waitMs === null || this.gates[call.side].state !== 'closed') return null;
    return this.budget.tryRetry(Date.now()) ? waitMs : null;
  }

  private waited(ms: number): Promise<boolean> {
    const { signal } = this.stopping;
    return wait(ms, true, { signal }).catch(() => false);
  }

  private async attempt<T>(call: LaravelCall<T>, context: CallContext, isRetry: boolean): Promise<T> {
    const asked = { isWrite: call.method !== 'GET', requestId: context.requestId };
    let sentAt: number | null = null;
    let status: number | null = null;
    try {
      const target = this.options[call.side];
      if (target === null) throw notConfigured(asked);
      const outgoing = outgoingOf(call, context, target, this.options.timeoutMs);
      const incoming = await this.passed(call, () => {
        sentAt = Date.now();
        if (!isRetry) this.budget.noteCall(sentAt);
        return this.send(outgoing);
      });
      status = incoming.status;
      const value = valueFrom(call, incoming, asked);
      this.told(call.action, classOf(status), null, sentAt);
      return value;
    } catch (error) {
      const failure = failureFrom(error, asked, status);
      if (isUnsent(failure)) this.traffic.unsent(call.action, failure.kind);
      else if (failure !== null) this.told(call.action, classOf(failure.status), failure.code, sentAt);
      throw failure ?? error; // what is no failure of the call is a defect
    }
  }

  /** Sends it when its lane and the circuit breaker let it. */
  private passed(call: LaravelCall<unknown>, send: () => Promise<Incoming>): Promise<Incoming> {
    const gate = this.gates[call.side];
    gate.assertPassable(); // or it would wait for its lane only to be told
    const isSlow = call.lane === 'commands';
    return this.bulkheads[call.lane].execute(() => (isSlow ? gate.passSlowly(send) : gate.pass(send)));
  }

  private told(action: LaravelAction, statusClass: StatusClass, errorCode: string | null, sentAt: number | null): void {
    const durationMs = sentAt === null ? 0 : Date.now() - sentAt;
    this.traffic.attempted({ action, statusClass, errorCode, durationMs });
  }

  private async send(outgoing: Outgoing): Promise<Incoming> {
    this.traffic.entered();
    try {
      return await this.wire.exchange(outgoing);
    } finally {
      this.traffic.left();
    }
  }
}

function valueFrom<T>(call: LaravelCall<T>, incoming: Incoming, asked: AskedFor): T {
  const isValue = classOf(incoming.status) === '2xx' || call.accepts?.(incoming) === true;
  if (!isValue) throw refusalFrom(incoming, asked);
  return call.read(incoming);
}

/** Null: there was no whole answer. */
function classOf(status: number | null): StatusClass {
  if (status === null) return 'network';
  if (status >= 200 && status < 300) return '2xx';
  if (status >= 400 && status < 500) return '4xx';
  return status >= 500 ? '5xx' : 'unknown';
}
