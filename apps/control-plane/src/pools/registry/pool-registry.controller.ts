import { Body, Controller, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import type { LaravelPoolUpsert } from '@app/contracts';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { ReasonBody } from '../../common/reason.dto.js';
import { requestIdOf } from '../../common/request-id.js';
import { PoolRegistryAnswer, RegisteredPoolAnswer } from './pool-registry.answers.js';
import { PoolBody, PoolRecordPath } from './pool-registry.dto.js';
import { PoolRegistryService } from './pool-registry.service.js';

/** Registered pools (contract, section 9.9). */
@ApiTags('pools')
@Controller('api/pool-registry')
export class PoolRegistryController {
  constructor(private readonly registry: PoolRegistryService) {}

  @Get()
  @RequireScope('viewer')
  async list(@Req() request: Request): Promise<PoolRegistryAnswer> {
    const { pools, source } = await this.registry.list({ requestId: requestIdOf(request) });
    return { data: [...pools], meta: { source } };
  }

  @Post()
  @HttpCode(201)
  @RequireScope('operator')
  async create(@Actor() actor: string, @Body() body: PoolBody, @Req() request: Request): Promise<RegisteredPoolAnswer> {
    return { data: await this.registry.create(upsertOf(body), { actor, requestId: requestIdOf(request) }) };
  }

  @Put(':poolId')
  @RequireScope('operator')
  async update(
    @Param() { poolId }: PoolRecordPath,
    @Actor() actor: string,
    @Body() body: PoolBody,
    @Req() request: Request,
  ): Promise<RegisteredPoolAnswer> {
    return { data: await this.registry.update(poolId, upsertOf(body), { actor, requestId: requestIdOf(request) }) };
  }

  @Post(':poolId/archive')
  @HttpCode(200)
  @RequireScope('operator')
  async archive(
    @Param() { poolId }: PoolRecordPath,
    @Actor() actor: string,
    @Body() { reason = '' }: ReasonBody,
    @Req() request: Request,
  ): Promise<RegisteredPoolAnswer> {
    return { data: await this.registry.archive(poolId, reason, { actor, requestId: requestIdOf(request) }) };
  }

  @Post(':poolId/set-default')
  @HttpCode(200)
  @RequireScope('operator')
  async makeDefault(
    @Param() { poolId }: PoolRecordPath,
    @Actor() actor: string,
    @Body() { reason = '' }: ReasonBody,
    @Req() request: Request,
  ): Promise<RegisteredPoolAnswer> {
    return { data: await this.registry.makeDefault(poolId, reason, { actor, requestId: requestIdOf(request) }) };
  }
}

function upsertOf({ slug, name, description, is_active, provider_profiles }: PoolBody): LaravelPoolUpsert {
  const { generic, gmail, microsoft, yahoo } = provider_profiles;
  return {
    slug,
    name,
    description: description ?? null,
    is_active: is_active ?? true,
    provider_profiles: { generic, gmail, microsoft, yahoo },
  };
}
