import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import { PolicyPollQuery, ProviderHealthAnswer, ProviderPoliciesAnswer } from './providers.dto.js';
import { ProvidersService } from './providers.service.js';

/** Mail providers (contract, section 1.7). */
@ApiTags('providers')
@Controller('api/providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get('health')
  @RequireScope('viewer')
  health(): ProviderHealthAnswer {
    return { data: this.providers.health() };
  }

  /** What workers poll. Every pool is told the same until modes and pool profiles exist. */
  @Get('policies')
  @RequireScope('worker', 'viewer')
  policies(@Query() _query: PolicyPollQuery): ProviderPoliciesAnswer {
    return { data: this.providers.policies() };
  }
}
