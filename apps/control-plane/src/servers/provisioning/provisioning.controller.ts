import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { requestIdOf } from '../../common/request-id.js';
import { ServerPath } from '../servers.dto.js';
import { BundleAnswer, LatestBundleAnswer } from './provisioning.answers.js';
import { ProvisioningService } from './provisioning.service.js';

/** Provisioning bundles. Whoever holds an install link holds the worker's token, so viewers see none. */
@ApiTags('provisioning')
@Controller('api/servers/:serverId/provisioning-bundles')
export class ProvisioningController {
  constructor(private readonly provisioning: ProvisioningService) {}

  @Post()
  @HttpCode(201)
  @RequireScope('operator')
  async create(
    @Param() { serverId }: ServerPath,
    @Actor() actor: string,
    @Req() request: Request,
  ): Promise<BundleAnswer> {
    return { data: await this.provisioning.create(serverId, { actor, requestId: requestIdOf(request) }) };
  }

  @Get('latest')
  @RequireScope('operator')
  async latest(@Param() { serverId }: ServerPath, @Req() request: Request): Promise<LatestBundleAnswer> {
    return { data: await this.provisioning.latest(serverId, { requestId: requestIdOf(request) }) };
  }
}
