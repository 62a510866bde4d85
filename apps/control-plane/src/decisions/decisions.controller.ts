import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { RequireScope } from '../auth/require-scope.js';
import { requestIdOf } from '../common/request-id.js';
import { DecisionExplainedAnswer, TraceAnswer, TraceListAnswer } from './decisions.answers.js';
import { ExplainQuery, TraceListQuery, TracePath } from './decisions.dto.js';
import { DecisionExplainer } from './explain/decision-explainer.js';
import { DecisionTracesService } from './traces/decision-traces.service.js';
import { traceRow } from './traces/trace-row.js';

const DEFAULT_LIMIT = 25;

/** Decision traces and why they came out so (contract, section 1.9). */
@ApiTags('decisions')
@Controller('api/decisions')
export class DecisionsController {
  constructor(
    private readonly traces: DecisionTracesService,
    private readonly explainer: DecisionExplainer,
  ) {}

  @Get('trace')
  @RequireScope('viewer')
  async list(@Query() query: TraceListQuery, @Req() request: Request): Promise<TraceListAnswer> {
    const { limit = DEFAULT_LIMIT, before_id: beforeId = null, ...given } = query;
    const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const scan = await this.traces.list(filter, limit, beforeId, requestIdOf(request));
    return {
      data: scan.found.map(traceRow),
      meta: { limit, next_before_id: scan.nextBeforeId, scanned: scan.scanned, is_partial: scan.isPartial },
    };
  }

  @Get(':traceId')
  @RequireScope('viewer')
  async detail(@Param() { traceId }: TracePath, @Req() request: Request): Promise<TraceAnswer> {
    return { data: traceRow(await this.traces.one(traceId, requestIdOf(request))) };
  }

  @Get(':traceId/explain')
  @RequireScope('viewer')
  async explain(
    @Param() { traceId }: TracePath,
    @Query() { version }: ExplainQuery,
    @Req() request: Request,
  ): Promise<DecisionExplainedAnswer> {
    return { data: await this.explainer.explain(traceId, version ?? null, requestIdOf(request)) };
  }
}
