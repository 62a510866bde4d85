import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@app/service';
import { RequireScope } from '../../auth/require-scope.js';
import { Rollouts } from '../rollout/rollouts.js';
import { CanaryJudge } from './canary-judge.js';
import { canaryView } from './canary-view.js';
import { CanaryAnswer } from './canary.answers.js';

/** How the canary that is under way does against the rest of the fleet. */
@ApiTags('policies')
@Controller('api/policies/canary')
export class CanaryController {
  constructor(
    private readonly judge: CanaryJudge,
    private readonly rollouts: Rollouts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequireScope('viewer')
  canary(): CanaryAnswer {
    const judged = this.judge.judged(this.clock.now());
    return { data: canaryView(judged, this.rollouts.current().stable, this.judge.settings) };
  }
}
