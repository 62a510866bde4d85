import { Injectable, Logger } from '@nestjs/common';
import type { LaravelDeletedServer, LaravelServerUpsert, ServerRow } from '@app/contracts';
import { type CallContext, LaravelClient, LaravelLists } from '@app/laravel-client';
import { fromLaravel } from '../laravel/laravel-failure.js';
import { RegistryReader } from './registry-reader.js';

/** Changes of registered servers. Laravel decides; each change is sent once. */
@Injectable()
export class ServersService {
  private readonly log = new Logger(ServersService.name);

  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
    private readonly registry: RegistryReader,
  ) {}

  /** @throws Failure registry_invalid naming the fields, or why Laravel could not be asked */
  async create(input: LaravelServerUpsert, context: CallContext): Promise<ServerRow> {
    const server = await this.client.createServer(input, context).catch(fromLaravel);
    this.lists.forget();
    this.log.log({ msg: 'server registered', server_id: server.id, ...who(context) });
    return this.registry.rowOf(server);
  }

  /** Replaces the whole record. @throws Failure as `create`, or not_found */
  async update(id: number, input: LaravelServerUpsert, context: CallContext): Promise<ServerRow> {
    const server = await this.client.updateServer(id, input, context).catch(fromLaravel);
    this.lists.forget();
    this.log.log({ msg: 'server changed', server_id: id, ...who(context) });
    return this.registry.rowOf(server);
  }

  /** @throws Failure registry_refused with Laravel's reason while the server may still run, or not_found */
  async remove(id: number, context: CallContext): Promise<LaravelDeletedServer> {
    const deleted = await this.client.deleteServer(id, context).catch(fromLaravel);
    this.lists.forget();
    this.log.log({ msg: 'server deleted', server_id: id, ...who(context) });
    return deleted;
  }
}

function who({ actor, requestId }: CallContext) {
  return { actor, request_id: requestId };
}
