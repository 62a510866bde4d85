import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { ReasonBody } from '../../common/reason.dto.js';
import { requestIdOf } from '../../common/request-id.js';
import { AppConfig } from '../../config/app-config.js';
import {
  ShadowComparisonAnswer,
  ShadowProgressAnswer,
  ShadowRunAnswer,
  ShadowRunsAnswer,
} from './policy-shadow.answers.js';
import { ShadowCompareQuery, ShadowEvaluateBody, ShadowRunPath, ShadowRunsQuery } from './policy-shadow.dto.js';
import { PolicyShadowService } from './policy-shadow.service.js';
import { ShadowJobs } from './shadow-jobs.js';
import { usableNames } from './shadow-wish.js';

/** No caller waits longer, whatever the limit on answers allows. */
const LONGEST_WAIT_MS = 25_000;
/** What is left of the limit to write the answer. */
const WRITING_MS = 2_000;

/** What a new policy would have done (contract, sections 1.8 and 8.6). */
@ApiTags('policies')
@Controller('api/policies/shadow')
export class PolicyShadowController {
  constructor(
    private readonly shadow: PolicyShadowService,
    private readonly jobs: ShadowJobs,
    private readonly config: AppConfig,
  ) {}

  /** Replays recorded traces under a candidate. What is not done in time is answered 202 as it stands, and goes on. */
  @Post('evaluate')
  @HttpCode(200)
  @ApiAcceptedResponse({ type: ShadowRunAnswer, description: 'It goes on; the progress tells how far it is.' })
  @RequireScope('operator')
  async evaluate(
    @Actor() actor: string,
    @Body() body: ShadowEvaluateBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ShadowRunAnswer> {
    const { candidate_version: candidate, providers = [], triggered_by: triggeredBy = '', notes = '' } = body;
    const wish = {
      candidate,
      providers: usableNames(providers),
      triggeredBy: triggeredBy.trim() || actor,
      notes: notes.trim(),
      actor,
      requestId: requestIdOf(request),
    };
    const longestMs = Math.max(0, Math.min(LONGEST_WAIT_MS, this.config.writeTimeoutMs - WRITING_MS));
    const patience = { payloadsMs: longestMs, doneMs: body.wait === false ? 0 : longestMs };
    const run = await this.jobs.evaluate(wish, patience);
    if (run.state === 'running') response.status(202);
    return { data: run };
  }

  /** Ends the evaluation that is under way on the replica that answers. */
  @Delete('evaluate')
  @RequireScope('operator')
  async cancel(@Actor() actor: string, @Body() body: ReasonBody, @Req() request: Request): Promise<ShadowRunAnswer> {
    const { reason = '' } = body;
    return { data: await this.jobs.cancel({ actor, reason, requestId: requestIdOf(request) }) };
  }

  @Get('progress')
  @RequireScope('viewer')
  progress(): ShadowProgressAnswer {
    return { data: this.jobs.progress() };
  }

  /** Those that have ended, newest first. */
  @Get('runs')
  @RequireScope('viewer')
  runs(@Query() { limit = 20 }: ShadowRunsQuery): ShadowRunsAnswer {
    return { data: this.shadow.runs(limit) };
  }

  @Get('runs/:runUuid')
  @RequireScope('viewer')
  run(@Param() { runUuid }: ShadowRunPath): ShadowRunAnswer {
    return { data: this.shadow.run(runUuid) };
  }

  /** Whether the newest run that fits allows to promote the candidate. */
  @Get('compare')
  @RequireScope('viewer')
  compare(@Query() { candidate_version: candidate = '' }: ShadowCompareQuery): ShadowComparisonAnswer {
    return { data: this.shadow.compare(candidate === '' ? null : candidate) };
  }
}
