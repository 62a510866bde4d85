import { Body, Controller, Get, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { requestIdOf } from '../../common/request-id.js';
import { CredentialsAnswer } from './provisioning.answers.js';
import { CredentialsBody } from './provisioning.dto.js';
import { ProvisioningService } from './provisioning.service.js';

/** Credentials of the registry that hosts pull images from. The token goes in and never comes out. */
@ApiTags('provisioning')
@Controller('api/provisioning-credentials')
export class CredentialsController {
  constructor(private readonly provisioning: ProvisioningService) {}

  @Get()
  @RequireScope('viewer')
  async read(@Req() request: Request): Promise<CredentialsAnswer> {
    return { data: await this.provisioning.credentials({ requestId: requestIdOf(request) }) };
  }

  @Put()
  @RequireScope('operator')
  async update(
    @Actor() actor: string,
    @Body() body: CredentialsBody,
    @Req() request: Request,
  ): Promise<CredentialsAnswer> {
    return { data: await this.provisioning.updateCredentials(body, { actor, requestId: requestIdOf(request) }) };
  }
}
