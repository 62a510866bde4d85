import { Controller, Get, Res } from '@nestjs/common';
import { ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public, RequireScope } from '../auth/require-scope.js';
import { Clock } from '@app/service';
import { OverviewService } from '../overview/overview.service.js';
import { FleetReader } from '../workers/fleet-reader.js';
import { ReadinessAnswer, SloAnswer } from './health.dto.js';
import { probeFigures } from './probe-figures.js';
import { ReadinessService } from './readiness.service.js';
import { sloOf } from './slo.js';

/** Liveness, readiness and the service levels (contract, section 1.6). */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly overview: OverviewService,
    private readonly fleet: FleetReader,
    private readonly clock: Clock,
  ) {}

  /** The process runs. Says nothing about Redis: a restart would not bring that back. */
  @Get('health')
  @Public()
  live(): void {
    // an empty 200 is the whole answer
  }

  @Get('api/health/ready')
  @RequireScope('viewer', 'worker')
  @ApiServiceUnavailableResponse({ type: ReadinessAnswer })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessAnswer> {
    const answer = await this.readiness.check();
    if (answer.status === 'not_ready') response.status(503);
    return answer;
  }

  @Get('api/slo')
  @RequireScope('viewer')
  slo(): SloAnswer {
    const now = this.clock.now();
    const conditions = this.overview.current().overview.conditions.length;
    return { data: sloOf(probeFigures(this.fleet.facts(now)), conditions, now) };
  }
}
