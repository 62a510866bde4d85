import type { LaravelPool } from '@app/contracts';
import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import type { EnginePoolRow } from '../database/rows.js';
import { InternalApi, RequestInput, type Trigger, TriggeredBy } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { Binds, Bound } from '../http/route-model.js';
import { POOL } from './pool-model.js';
import { PoolsService } from './pools.service.js';

/** Endpoints 12 to 16 of contract 2. */
@Controller('api/internal/engine-pools')
@InternalApi()
export class PoolsController {
  constructor(private readonly pools: PoolsService) {}

  @Get()
  async list(): Promise<{ data: readonly LaravelPool[] }> {
    return { data: await this.pools.list() };
  }

  @Post()
  async create(@RequestInput() input: Input, @TriggeredBy() trigger: Trigger): Promise<{ data: LaravelPool }> {
    return { data: await this.pools.create(input, trigger) };
  }

  @Put(':pool')
  @Binds(POOL)
  async update(
    @Bound('pool') pool: EnginePoolRow,
    @RequestInput() input: Input,
    @TriggeredBy() trigger: Trigger,
  ): Promise<{ data: LaravelPool }> {
    return { data: await this.pools.update(pool, input, trigger) };
  }

  @Post(':pool/archive')
  @HttpCode(200)
  @Binds(POOL)
  async archive(@Bound('pool') pool: EnginePoolRow, @TriggeredBy() trigger: Trigger): Promise<{ data: LaravelPool }> {
    return { data: await this.pools.archive(pool, trigger) };
  }

  @Post(':pool/set-default')
  @HttpCode(200)
  @Binds(POOL)
  async makeDefault(
    @Bound('pool') pool: EnginePoolRow,
    @TriggeredBy() trigger: Trigger,
  ): Promise<{ data: LaravelPool }> {
    return { data: await this.pools.makeDefault(pool, trigger) };
  }
}
