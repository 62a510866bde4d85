import { Injectable, Logger } from '@nestjs/common';
import type { LaravelServerUpsert, ServerRow } from '@app/contracts';
import { type CallContext, LaravelClient, LaravelLists } from '@app/laravel-client';
import { fromLaravel } from '../laravel/laravel-failure.js';
import { RegistryReader } from './registry-reader.js';
import type { ServerBody } from './servers.dto.js';
import type { DeletedServer } from './servers.answers.js';

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
  async create(body: ServerBody, context: CallContext): Promise<ServerRow> {
    const server = await this.client.createServer(upsertOf(body), context).catch(fromLaravel);
    this.lists.forget();
    this.log.log({ msg: 'server registered', server_id: server.id, ...who(context) });
    return this.registry.rowOf(server);
  }

  /** Replaces the whole record. @throws Failure as `create`, or not_found */
  async update(id: number, body: ServerBody, context: CallContext): Promise<ServerRow> {
    const server = await this.client.updateServer(id, upsertOf(body), context).catch(fromLaravel);
    this.lists.forget();
    this.log.log({ msg: 'server changed', server_id: id, ...who(context) });
    return this.registry.rowOf(server);
  }

  /** @throws Failure registry_refused with Laravel's reason while the server may still run, or not_found */
  async remove(id: number, context: CallContext): Promise<DeletedServer> {
    const deleted = await this.client.deleteServer(id, context).catch(fromLaravel);
    this.lists.forget();
    this.log.log({ msg: 'server deleted', server_id: id, ...who(context) });
    return deleted;
  }
}

function who({ actor, requestId }: CallContext) {
  return { actor, request_id: requestId };
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
