import { Injectable, Logger } from '@nestjs/common';
import type { LaravelPool, LaravelPoolUpsert, RegisteredPool, RegistrySource } from '@app/contracts';
import { type CallContext, LaravelClient, LaravelLists } from '@app/laravel-client';
import { Clock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { fromLaravel, laravelFailure, registrySource } from '../../laravel/laravel-failure.js';
import { PoolsService } from '../pools.service.js';
import { registeredPool } from './registered-pool.js';

const PAGE_MS = 3_000;
const DECISION_MS = 1_000;

/** Registered pools: Laravel's records, beside what their names do at run time. Each change is sent once. */
@Injectable()
export class PoolRegistryService {
  private readonly log = new Logger(PoolRegistryService.name);

  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
    private readonly pools: PoolsService,
    private readonly clock: Clock,
  ) {}

  /** Every pool, from the last good copy when Laravel is away. @throws Failure of Laravel when there is no copy */
  async list(
    context: CallContext,
  ): Promise<{ readonly pools: readonly RegisteredPool[]; readonly source: RegistrySource }> {
    const [copied] = await Promise.all([
      this.lists.pools(context, { maxAgeMs: PAGE_MS }).catch(fromLaravel),
      this.lists.servers(context, { maxAgeMs: PAGE_MS }).catch(() => null), // links are worth having, not needed
    ]);
    return {
      pools: copied.value.map((pool) => this.view(pool)),
      source: registrySource(copied, this.clock.now()),
    };
  }

  create(input: LaravelPoolUpsert, context: CallContext): Promise<RegisteredPool> {
    return this.change('created', this.client.createPool(input, context), context);
  }

  update(id: number, input: LaravelPoolUpsert, context: CallContext): Promise<RegisteredPool> {
    return this.change('changed', this.client.updatePool(id, input, context), context);
  }

  archive(id: number, reason: string, context: CallContext): Promise<RegisteredPool> {
    return this.change('archived', this.client.archivePool(id, context), context, reason);
  }

  /**
   * Makes the pool the default. Nothing is sent for the pool that is it already: Laravel would be left with no default
   * at all (its contract, section 4).
   * @throws Failure of Laravel; not_found
   */
  async makeDefault(id: number, reason: string, context: CallContext): Promise<RegisteredPool> {
    this.lists.forget();
    const copied = await this.lists.pools(context, { maxAgeMs: DECISION_MS }).catch(fromLaravel);
    if (copied.problem !== null) throw laravelFailure(copied.problem);
    const pool = copied.value.find((one) => one.id === id);
    if (pool === undefined) throw new Failure('not_found', `No pool ${id} is registered. Nothing was changed.`);
    if (pool.is_default) return this.view(pool);
    return this.change('made default', this.client.makePoolDefault(id, context), context, reason);
  }

  private async change(
    what: string,
    call: Promise<LaravelPool>,
    context: CallContext,
    reason = '',
  ): Promise<RegisteredPool> {
    const pool = await call.catch(fromLaravel);
    this.lists.forget();
    const { actor, requestId } = context;
    this.log.log({
      msg: 'registered pool changed',
      change: what,
      pool_id: pool.id,
      slug: pool.slug,
      reason,
      actor,
      request_id: requestId,
    });
    return this.view(pool);
  }

  private view(pool: LaravelPool): RegisteredPool {
    return registeredPool(pool, this.pools.list(), this.lists.knownServers?.value.servers ?? null);
  }
}
