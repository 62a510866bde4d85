import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { requestIdOf } from '../../common/request-id.js';
import { ServerPath } from '../servers.dto.js';
import { LatestVerificationAnswer, VerificationAnswer } from './verification.answers.js';
import { VerificationService } from './verification.service.js';

/** Step 4 of provisioning. */
@ApiTags('provisioning')
@Controller('api/servers/:serverId')
export class VerificationController {
  constructor(private readonly verifications: VerificationService) {}

  @Post('verify')
  @HttpCode(202)
  @RequireScope('operator')
  async verify(
    @Param() { serverId }: ServerPath,
    @Actor() actor: string,
    @Req() request: Request,
  ): Promise<VerificationAnswer> {
    const wish = { trigger: 'button', actor, requestId: requestIdOf(request) } as const;
    return { data: await this.verifications.start(serverId, wish) };
  }

  @Get('verification')
  @RequireScope('viewer')
  latest(@Param() { serverId }: ServerPath): LatestVerificationAnswer {
    return { data: this.verifications.latest(serverId) };
  }
}
