import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { RequireScope } from '../../auth/require-scope.js';
import { requestIdOf } from '../../common/request-id.js';
import { ClusterListQuery, ClusterPath } from '../decisions.dto.js';
import { ClusterListAnswer, DraftedRuleDataAnswer } from './clusters.answers.js';
import { ClustersService } from './clusters.service.js';

const DEFAULT_LIMIT = 50;

/** Unresolved replies that are alike, and rules drafted for them. */
@ApiTags('decisions')
@Controller('api/decisions/clusters')
export class ClustersController {
  constructor(private readonly clusters: ClustersService) {}

  @Get()
  @RequireScope('viewer')
  list(@Query() { provider, limit = DEFAULT_LIMIT }: ClusterListQuery): ClusterListAnswer {
    const { clusters, ...meta } = this.clusters.list(provider ?? null, limit);
    return { data: [...clusters], meta };
  }

  /** Computes a proposal; changes nothing. */
  @Post(':clusterId/draft-rule')
  @HttpCode(200)
  @RequireScope('operator')
  async draft(@Param() { clusterId }: ClusterPath, @Req() request: Request): Promise<DraftedRuleDataAnswer> {
    return { data: await this.clusters.draft(clusterId, requestIdOf(request)) };
  }
}
