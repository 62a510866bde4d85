import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/require-scope.js';
import { PolicyPollAnswer, PolicyPollQuery } from './policy-poll.dto.js';
import { PolicyPollService } from './policy-poll.service.js';

/** What workers poll every few minutes (contract, section 1.7). */
@ApiTags('providers')
@Controller('api/providers/policies')
export class PolicyPollController {
  constructor(private readonly polls: PolicyPollService) {}

  @Get()
  @RequireScope('worker', 'viewer')
  policies(@Query() query: PolicyPollQuery): PolicyPollAnswer {
    const pool = query.pool?.trim() || query.worker_pool?.trim() || '';
    const workerId = query.worker_id?.trim() ?? '';
    return { data: this.polls.answer({ workerId, pool }) as PolicyPollAnswer['data'] };
  }
}
