import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { WorkerAction } from '@app/contracts';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { Actor, RequireScope } from '../auth/require-scope.js';
import { Clock } from '@app/service';
import { requestIdOf } from '../common/request-id.js';
import { wireTimeOrNull } from '../common/wire-time.js';
import { FleetReader } from './fleet-reader.js';
import { type WorkerIntent, desiredState, wishedState } from './worker-intent.js';
import { sendJson, sendList } from './send-workers.js';
import type { SortField, WorkerQuery } from './worker-query.js';
import type { WorkerFacts } from './worker-row.js';
import {
  JournalEntryAnswer,
  QuarantineResult,
  WorkerActionResult,
  WorkerDetailAnswer,
  WorkerListAnswer,
} from './workers.answers.js';
import { ActionBody, TimedActionBody, WorkerListQuery } from './workers.dto.js';
import { WorkersService, unknownWorker } from './workers.service.js';

/** Workers and their runtime (contract, section 1.4). Host processes are not touched from here. */
@ApiTags('workers')
@Controller('api/workers')
export class WorkersController {
  constructor(
    private readonly workers: WorkersService,
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequireScope('viewer')
  @ApiOkResponse({ type: WorkerListAnswer })
  async list(@Query() query: WorkerListQuery, @Res() response: Response): Promise<void> {
    const now = this.clock.now();
    const { workers, total, nextCursor } = this.reader.page(queryOf(query));
    const render = (worker: WorkerFacts) => this.reader.itemJson(worker, now);
    await sendList(response, workers, render, { total, next_cursor: nextCursor });
  }

  @Get(':workerId')
  @RequireScope('viewer')
  @ApiOkResponse({ type: WorkerDetailAnswer })
  detail(@Param('workerId') workerId: string, @Res() response: Response): void {
    const now = this.clock.now();
    const facts = this.reader.factsOf(workerId, now);
    if (facts === null) throw unknownWorker(workerId);
    const decisions = JSON.stringify(this.decisionsAbout(workerId));
    const item = this.reader.itemJson(facts, now).slice(0, -1);
    sendJson(response, `{"data":${item},"recent_decisions":${decisions}}}`);
  }

  @Post(':workerId/pause')
  @HttpCode(200)
  @RequireScope('operator')
  pause(
    @Param('workerId') workerId: string,
    @Actor() actor: string,
    @Body() body: TimedActionBody,
    @Req() request: Request,
  ): Promise<WorkerActionResult> {
    return this.wish(workerId, 'pause', actor, body, request);
  }

  @Post(':workerId/resume')
  @HttpCode(200)
  @RequireScope('operator')
  resume(
    @Param('workerId') workerId: string,
    @Actor() actor: string,
    @Body() body: ActionBody,
    @Req() request: Request,
  ): Promise<WorkerActionResult> {
    return this.wish(workerId, 'resume', actor, body, request);
  }

  @Post(':workerId/drain')
  @HttpCode(200)
  @RequireScope('operator')
  drain(
    @Param('workerId') workerId: string,
    @Actor() actor: string,
    @Body() body: TimedActionBody,
    @Req() request: Request,
  ): Promise<WorkerActionResult> {
    return this.wish(workerId, 'drain', actor, body, request);
  }

  @Post(':workerId/quarantine')
  @HttpCode(200)
  @RequireScope('operator')
  async quarantine(
    @Param('workerId') workerId: string,
    @Actor() actor: string,
    @Body() body: TimedActionBody,
    @Req() request: Request,
  ): Promise<QuarantineResult> {
    const intent = await this.act(workerId, 'quarantine', actor, body, request);
    return this.quarantineResult(workerId, 'on', intent);
  }

  @Post(':workerId/unquarantine')
  @HttpCode(200)
  @RequireScope('operator')
  async unquarantine(
    @Param('workerId') workerId: string,
    @Actor() actor: string,
    @Body() body: ActionBody,
    @Req() request: Request,
  ): Promise<QuarantineResult> {
    const intent = await this.act(workerId, 'unquarantine', actor, body, request);
    return this.quarantineResult(workerId, 'off', intent);
  }

  private async wish(
    workerId: string,
    action: WorkerAction,
    actor: string,
    body: TimedActionBody,
    request: Request,
  ): Promise<WorkerActionResult> {
    const intent = await this.act(workerId, action, actor, body, request);
    const now = this.clock.now();
    return {
      worker_id: workerId,
      desired_state: wishedState(intent, now),
      effective_state: desiredState(intent, now),
      intent_revision: intent.revision,
      expires_at: wireTimeOrNull(intent.wish?.expiresAt ?? null),
    };
  }

  private act(workerId: string, action: WorkerAction, actor: string, body: TimedActionBody, request: Request) {
    const { reason = '', expires_in_seconds: seconds } = body;
    const forMs = seconds === undefined ? null : seconds * 1_000;
    return this.workers.act(workerId, action, { actor, reason, forMs, requestId: requestIdOf(request) });
  }

  private quarantineResult(workerId: string, state: 'on' | 'off', intent: WorkerIntent): QuarantineResult {
    return {
      worker_id: workerId,
      quarantine: state,
      desired_set: desiredState(intent, this.clock.now()),
      intent_revision: intent.revision,
      expires_at: wireTimeOrNull(intent.quarantine?.expiresAt ?? null),
    };
  }

  private decisionsAbout(workerId: string): JournalEntryAnswer[] {
    return this.workers.recentDecisions(workerId).map(({ id, entry }) => {
      const { at, actor, source, action, target, reason, request_id } = entry;
      return { id, at, actor, source, action, target, reason, request_id };
    });
  }
}

function queryOf(query: WorkerListQuery): WorkerQuery {
  const sort = query.sort ?? 'worker_id';
  const descending = sort.startsWith('-');
  return {
    pool: query.pool ?? null,
    status: query.status ?? null,
    desired: query.desired_state ?? null,
    quarantined: query.quarantined ?? null,
    text: query.q ?? null,
    presence: query.presence ?? 'live',
    sort: { by: (descending ? sort.slice(1) : sort) as SortField, descending }, // one of SORT_FIELDS, the pipe saw to it
    limit: query.limit ?? null,
    cursor: query.cursor ?? null,
  };
}
