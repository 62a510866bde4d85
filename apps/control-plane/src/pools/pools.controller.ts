import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';

import { Actor, RequireScope } from '../auth/require-scope.js';
import { requestIdOf } from '../common/request-id.js';
import { PoolListAnswer, PoolPath, ScalePoolBody, ScalePoolResult } from './pools.dto.js';
import { PoolsService } from './pools.service.js';

/** Runtime pools (contract, section 1.5). */
@ApiTags('pools')
@Controller('api/pools')
export class PoolsController {
  constructor(private readonly pools: PoolsService) {}

  @Get()
  @RequireScope('viewer')
  list(): PoolListAnswer {
    return { data: this.pools.list() };
  }

  @Post(':pool/scale')
  @HttpCode(200)
  @RequireScope('operator')
  async scale(
    @Param() { pool }: PoolPath,
    @Actor() actor: string,
    @Body() body: ScalePoolBody,
    @Req() request: Request,
  ): Promise<ScalePoolResult> {
    const { desired, reason = '' } = body;
    const { revision } = await this.pools.scale(pool, { desired, actor, reason, requestId: requestIdOf(request) });
    return { pool, desired, revision };
  }
}
