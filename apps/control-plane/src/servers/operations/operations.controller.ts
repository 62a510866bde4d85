import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { idempotencyKey } from '../../common/idempotency-key.js';
import { requestIdOf } from '../../common/request-id.js';
import { OperationAnswer, OperationListAnswer } from '../servers.answers.js';
import { OperationPath, ServerCommandBody, ServerPath } from '../servers.dto.js';
import { OperationsService } from './operations.service.js';

/** Commands to hosts, as operations that can be watched. No runtime intent is touched from here. */
@ApiTags('servers')
@Controller('api/servers/:serverId/commands')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @RequireScope('viewer')
  list(@Param() { serverId }: ServerPath): OperationListAnswer {
    return { data: [...this.operations.list(serverId)] };
  }

  @Get(':operationId')
  @RequireScope('viewer')
  one(@Param() { serverId, operationId }: OperationPath): OperationAnswer {
    return { data: this.operations.one(serverId, operationId) };
  }

  @Post()
  @HttpCode(202)
  @RequireScope('operator')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key means the same click' })
  async command(
    @Param() { serverId }: ServerPath,
    @Actor() actor: string,
    @Body() { action, reason = '' }: ServerCommandBody,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: Request,
  ): Promise<OperationAnswer> {
    const wish = { action, actor, reason, key: idempotencyKey(key), requestId: requestIdOf(request) };
    return { data: await this.operations.command(serverId, wish) };
  }
}
