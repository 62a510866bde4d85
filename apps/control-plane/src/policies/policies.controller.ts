import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../auth/require-scope.js';
import { requestIdOf } from '../common/request-id.js';
import {
  CohortAnswer,
  PolicyDiffAnswer,
  PolicyPayloadAnswer,
  PolicyVersionAnswer,
  PolicyVersionsAnswer,
  RolloutAnswer,
  RolloutsAnswer,
} from './policies.answers.js';
import {
  DiffQuery,
  type NotesBody,
  PromoteBody,
  RollbackBody,
  RolloutsQuery,
  ValidateBody,
  VersionPath,
} from './policies.dto.js';
import { PoliciesService } from './policies.service.js';
import type { RolloutWish } from './rollout/rollouts.js';

/** SMTP policy versions and their rollout (contract, section 1.8). */
@ApiTags('policies')
@Controller('api/policies')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get('versions')
  @RequireScope('viewer')
  versions(): PolicyVersionsAnswer {
    const { versions, active } = this.policies.versions();
    return { data: [...versions], ...(active !== null && { active_version: active }) };
  }

  /** The payload of a version: as Laravel sent it, and as a worker keeps it. */
  @Get('versions/:version/payload')
  @RequireScope('viewer')
  async payload(@Param() { version }: VersionPath, @Req() request: Request): Promise<PolicyPayloadAnswer> {
    return { data: await this.policies.payload(version, requestIdOf(request)) };
  }

  /** Where a worker behaves differently under this version. */
  @Get('versions/:version/diff')
  @RequireScope('viewer')
  async diff(
    @Param() { version }: VersionPath,
    @Query() { against }: DiffQuery,
    @Req() request: Request,
  ): Promise<PolicyDiffAnswer> {
    return { data: await this.policies.diff(version, against, requestIdOf(request)) };
  }

  /** What is on its way. */
  @Get('rollout')
  @RequireScope('viewer')
  rollout(): RolloutAnswer {
    return { data: this.policies.rollout() };
  }

  /** What was done, newest first. */
  @Get('rollouts')
  @RequireScope('viewer')
  rollouts(@Query() { limit = 20 }: RolloutsQuery): RolloutsAnswer {
    return { data: this.policies.history(limit) };
  }

  /** Who is told which version, and what they say they run. */
  @Get('cohort')
  @RequireScope('viewer')
  cohort(): CohortAnswer {
    return { data: this.policies.cohort() };
  }

  /** Fetches and checks a payload. A version that is found invalid is answered 422 with its record in `data`. */
  @Post('validate')
  @HttpCode(200)
  @RequireScope('operator')
  async validate(
    @Actor() actor: string,
    @Body() body: ValidateBody,
    @Req() request: Request,
  ): Promise<PolicyVersionAnswer> {
    return { data: await this.policies.validate(body.version, wishOf(actor, body, request)) };
  }

  @Post('promote')
  @HttpCode(200)
  @RequireScope('operator')
  async promote(
    @Actor() actor: string,
    @Body() body: PromoteBody,
    @Req() request: Request,
  ): Promise<PolicyVersionAnswer> {
    const { version, canary_percent: percent = 100, if_revision: ifRevision } = body;
    const wish = wishOf(actor, body, request, ifRevision);
    return { data: await this.policies.promote(version, percent, wish) };
  }

  /** Answers with the version that is active now. */
  @Post('rollback')
  @HttpCode(200)
  @RequireScope('operator')
  async rollback(
    @Actor() actor: string,
    @Body() body: RollbackBody,
    @Req() request: Request,
  ): Promise<PolicyVersionAnswer> {
    return { data: await this.policies.rollBack(wishOf(actor, body, request, body.if_revision)) };
  }
}

function wishOf(
  actor: string,
  { triggered_by: triggeredBy = '', notes = '' }: NotesBody,
  request: Request,
  ifRevision?: number,
): RolloutWish {
  return {
    triggeredBy: triggeredBy.trim() || actor,
    actor,
    source: 'operator',
    notes: notes.trim(),
    requestId: requestIdOf(request),
    ...(ifRevision !== undefined && { ifRevision }),
  };
}
