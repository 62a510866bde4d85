import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import type { LaravelServerUpsert } from '@app/contracts';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Actor, RequireScope } from '../auth/require-scope.js';
import { requestIdOf } from '../common/request-id.js';
import { AppConfig } from '../config/app-config.js';
import { RegistryReader } from './registry-reader.js';
import { selectServers } from './server-selection.js';
import { ServerDeletedAnswer, ServerDetailAnswer, ServerListAnswer, ServerSavedAnswer } from './servers.answers.js';
import { ServerBody, ServerListQuery, ServerPath } from './servers.dto.js';
import { ServersService } from './servers.service.js';

/** Registered servers: Laravel's records, and what is known of their hosts and workers. */
@ApiTags('servers')
@Controller('api/servers')
export class ServersController {
  constructor(
    private readonly registry: RegistryReader,
    private readonly servers: ServersService,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @RequireScope('viewer')
  async list(@Query() query: ServerListQuery, @Req() request: Request): Promise<ServerListAnswer> {
    const { rows, unregistered, verifierDomains, source } = await this.registry.read({
      requestId: requestIdOf(request),
    });
    const { filter = 'all', q: text = null, limit = null, cursor = null } = query;
    const { servers, counts, nextCursor } = selectServers(rows, { filter, text, limit, cursor });
    return {
      data: [...servers],
      meta: {
        source,
        counts,
        unregistered_workers: [...unregistered],
        verifier_domains: [...verifierDomains],
        require_runtime_match: this.config.requireRuntimeMatch,
        next_cursor: nextCursor,
      },
    };
  }

  @Get(':serverId')
  @RequireScope('viewer')
  async detail(@Param() { serverId }: ServerPath, @Req() request: Request): Promise<ServerDetailAnswer> {
    const { row, source } = await this.registry.readOne(serverId, { requestId: requestIdOf(request) });
    return { data: row, meta: { source } };
  }

  @Post()
  @HttpCode(201)
  @RequireScope('operator')
  async create(@Actor() actor: string, @Body() body: ServerBody, @Req() request: Request): Promise<ServerSavedAnswer> {
    return { data: await this.servers.create(upsertOf(body), { actor, requestId: requestIdOf(request) }) };
  }

  @Put(':serverId')
  @RequireScope('operator')
  async update(
    @Param() { serverId }: ServerPath,
    @Actor() actor: string,
    @Body() body: ServerBody,
    @Req() request: Request,
  ): Promise<ServerSavedAnswer> {
    return { data: await this.servers.update(serverId, upsertOf(body), { actor, requestId: requestIdOf(request) }) };
  }

  @Delete(':serverId')
  @RequireScope('operator')
  async remove(
    @Param() { serverId }: ServerPath,
    @Actor() actor: string,
    @Req() request: Request,
  ): Promise<ServerDeletedAnswer> {
    return { data: await this.servers.remove(serverId, { actor, requestId: requestIdOf(request) }) };
  }
}

/** Every field of the record: a missing flag would mean false to Laravel (its contract, section 2.1). */
function upsertOf(body: ServerBody): LaravelServerUpsert {
  return {
    name: body.name,
    ip_address: body.ip_address,
    environment: body.environment ?? null,
    region: body.region ?? null,
    is_active: body.is_active ?? true,
    drain_mode: body.drain_mode ?? false,
    max_concurrency: body.max_concurrency ?? null,
    helo_name: body.helo_name ?? null,
    mail_from_address: body.mail_from_address ?? null,
    verifier_domain_id: body.verifier_domain_id ?? null,
    worker_pool_id: body.worker_pool_id ?? null,
    notes: body.notes ?? null,
    process_control_mode: body.process_control_mode ?? 'control_plane_only',
    agent_enabled: body.agent_enabled ?? false,
    agent_base_url: body.agent_base_url ?? null,
    agent_timeout_seconds: body.agent_timeout_seconds ?? null,
    agent_verify_tls: body.agent_verify_tls ?? true,
    agent_service_name: body.agent_service_name ?? null,
  };
}
