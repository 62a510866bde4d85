import { Injectable } from '@nestjs/common';
import type { LaravelTrace, LaravelTraceQuery, TraceFilter } from '@app/contracts';
import { LaravelClient } from '@app/laravel-client';
import { Clock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { fromLaravel } from '../../laravel/laravel-failure.js';
import { CallPace } from '../recent/call-pace.js';
import { LaravelRecentTraces } from '../recent/laravel-recent-traces.js';
import { type Scan, scanFor } from './trace-scan.js';

const PAGE = 100;
const PAGES_A_SCAN = 10;
/** What people may use of Laravel's 240 calls a minute: no reader of pages can use up what the fleet's pages need. */
const CALLS_A_MINUTE = 60;

/** Decision traces as people look for them. Reads only. */
@Injectable()
export class DecisionTracesService {
  private readonly pace: CallPace;

  constructor(
    private readonly client: LaravelClient,
    private readonly recent: LaravelRecentTraces,
    clock: Clock,
  ) {
    this.pace = new CallPace(CALLS_A_MINUTE, clock);
  }

  /**
   * A page of traces, newest first. A class is looked for in up to a thousand traces; then the page is partial.
   * @throws Failure laravel_not_configured, laravel_unavailable, …
   */
  async list(filter: TraceFilter, limit: number, beforeId: number | null, requestId: string): Promise<Scan> {
    const { decision_class: decisionClass, ...query } = filter;
    if (decisionClass !== undefined) return this.scan(decisionClass, query, limit, beforeId, requestId);
    const found = await this.page({ ...query, limit }, beforeId, requestId);
    const isLast = found.length < limit;
    return { found, scanned: found.length, nextBeforeId: isLast ? 0 : (found.at(-1)?.id ?? 0), isPartial: false };
  }

  /** @throws Failure not_found, laravel_not_configured, laravel_unavailable, … */
  async one(id: number, requestId: string): Promise<LaravelTrace> {
    const known = this.recent.find(id);
    if (known !== undefined) return known;
    const [found] = await this.page({ limit: 1 }, id + 1, requestId);
    if (found?.id !== id) throw new Failure('not_found', `There is no decision trace ${id}; they are kept for 30 days`);
    return found;
  }

  private scan(
    decisionClass: string,
    query: Omit<TraceFilter, 'decision_class'>,
    limit: number,
    beforeId: number | null,
    requestId: string,
  ): Promise<Scan> {
    let pages = 0;
    let isOver = false;
    return scanFor(decisionClass, limit, beforeId, async (below) => {
      if (isOver) return [];
      const known = below === null ? [] : this.recent.rightBelow(below).filter((trace) => fits(trace, query));
      if (known.length > 0) return known;
      if (pages >= PAGES_A_SCAN || (pages > 0 && this.pace.waitMs > 0)) return null;
      pages += 1;
      const page = await this.page({ ...query, limit: PAGE }, below, requestId);
      isOver = page.length < PAGE;
      return page;
    });
  }

  private async page(
    query: LaravelTraceQuery,
    beforeId: number | null,
    requestId: string,
  ): Promise<readonly LaravelTrace[]> {
    const waitMs = this.pace.waitMs;
    if (this.client.isConfigured && !this.pace.tryTake()) {
      const message = `Decision traces were asked for ${CALLS_A_MINUTE} times within a minute; Laravel has more to do`;
      throw new Failure('laravel_unavailable', message, { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    }
    const below = beforeId === null ? {} : { before_id: beforeId };
    const page = await this.client.decisionTraces({ ...query, ...below }, { requestId }).catch(fromLaravel);
    return page.traces;
  }
}

/** As Laravel filters: what stands in the row itself. */
function fits(trace: LaravelTrace, query: Omit<TraceFilter, 'decision_class'>): boolean {
  const { provider, reason_tag: tag, policy_version: version } = query;
  return (
    (provider === undefined || trace.provider === provider) &&
    (tag === undefined || trace.reason_tag === tag) &&
    (version === undefined || trace.policy_version === version)
  );
}
