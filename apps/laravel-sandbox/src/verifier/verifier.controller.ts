import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { SandboxConfig } from '../config/sandbox-config.js';
import { RequestInput, VerifierApi } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { contextOf } from '../http/request-context.js';
import { array, ip, max, nullable, required, string } from '../validation/rules.js';
import { valueAt } from '../validation/validate.js';
import { demand, textOf } from './demand.js';
import { PresenceService } from './presence.service.js';
import { reportedServer } from './reported-server.js';

const HEARTBEAT = {
  server: [required, array],
  'server.name': [required, string, max(255)],
  'server.ip_address': [required, string, ip, max(64)],
  'server.environment': [nullable, string, max(64)],
  'server.region': [nullable, string, max(64)],
  'server.meta': [nullable, array],
};

@VerifierApi()
@Controller('api/verifier')
export class VerifierController {
  constructor(
    private readonly presence: PresenceService,
    private readonly config: SandboxConfig,
  ) {}

  @Post('heartbeat')
  @HttpCode(200)
  async heartbeat(@RequestInput() input: Input, @Req() request: Request): Promise<object> {
    await demand(input, HEARTBEAT);
    const { caller } = contextOf(request);
    const { server, isNew } = await this.presence.reported(
      reportedServer(valueAt(input, 'server')),
      'engine_heartbeat',
      caller?.userId ?? null,
      textOf(request.ip),
    );
    const isOffline = !server.isActive || (isNew && this.config.quirks.newServerIsOffline);
    return {
      data: {
        server_id: server.id,
        status: isOffline ? 'offline' : 'online',
        heartbeat_threshold_minutes: this.presence.thresholdMinutes,
        identity: await this.presence.identityOf(server),
      },
    };
  }
}
