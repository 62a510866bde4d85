import type { LaravelDeletedServer, LaravelServer, LaravelVerifierDomain } from '@app/contracts';
import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import type { EngineServerRow } from '../database/rows.js';
import { InternalApi, RequestInput, type Trigger, TriggeredBy } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { Binds, Bound } from '../http/route-model.js';
import { SERVER } from './server-model.js';
import { ServersService } from './servers.service.js';

interface ServerList {
  readonly servers: readonly LaravelServer[];
  readonly verifier_domains: readonly LaravelVerifierDomain[];
}

/** Endpoints 1 to 4 of contract 2. */
@Controller('api/internal/engine-servers')
@InternalApi()
export class ServersController {
  constructor(private readonly servers: ServersService) {}

  @Get()
  async list(): Promise<{ data: ServerList }> {
    return { data: await this.servers.list() };
  }

  @Post()
  async create(@RequestInput() input: Input, @TriggeredBy() trigger: Trigger): Promise<{ data: LaravelServer }> {
    return { data: await this.servers.create(input, trigger) };
  }

  @Put(':server')
  @Binds(SERVER)
  async update(
    @Bound('server') server: EngineServerRow,
    @RequestInput() input: Input,
    @TriggeredBy() trigger: Trigger,
  ): Promise<{ data: LaravelServer }> {
    return { data: await this.servers.update(server, input, trigger) };
  }

  @Delete(':server')
  @Binds(SERVER)
  async delete(
    @Bound('server') server: EngineServerRow,
    @TriggeredBy() trigger: Trigger,
  ): Promise<{ data: LaravelDeletedServer }> {
    return { data: await this.servers.delete(server, trigger) };
  }
}
