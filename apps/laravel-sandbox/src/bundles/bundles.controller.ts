import { Controller, Get, Post } from '@nestjs/common';
import type { EngineServerRow } from '../database/rows.js';
import { InternalApi, type Trigger, TriggeredBy } from '../http/api.decorators.js';
import { Binds, Bound } from '../http/route-model.js';
import { SERVER } from '../servers/server-model.js';
import type { BundleRecord } from './bundle-record.js';
import { BundlesService } from './bundles.service.js';

/** Endpoints 5 and 6 of contract 2. */
@Controller('api/internal/engine-servers/:server/provisioning-bundles')
@InternalApi()
export class BundlesController {
  constructor(private readonly bundles: BundlesService) {}

  @Post()
  @Binds(SERVER)
  async create(
    @Bound('server') server: EngineServerRow,
    @TriggeredBy() trigger: Trigger,
  ): Promise<{ data: BundleRecord }> {
    return { data: await this.bundles.create(server, trigger) };
  }

  @Get('latest')
  @Binds(SERVER)
  async latest(@Bound('server') server: EngineServerRow): Promise<{ data: BundleRecord }> {
    return { data: await this.bundles.latest(server) };
  }
}
