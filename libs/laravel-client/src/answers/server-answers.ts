import {
  COMMAND_STATUSES,
  HEARTBEAT_STATES,
  type LaravelDeletedServer,
  type LaravelServer,
  type LaravelVerifierDomain,
  PROCESS_CONTROL_MODES,
  PROCESS_STATES,
} from '@app/contracts';
import { checkOf } from './checked.js';
import * as word from './schema-words.js';

/** Section 3 of the contract. */
const SERVER = word.record({
  id: word.whole,
  name: word.text,
  ip_address: word.text,
  environment: word.textOrNull,
  region: word.textOrNull,
  last_heartbeat_at: word.instantOrNull,
  status: word.oneOf(['online', 'offline']),
  is_active: word.flag,
  drain_mode: word.flag,
  max_concurrency: word.wholeOrNull,
  helo_name: word.textOrNull,
  mail_from_address: word.textOrNull,
  identity_domain: word.textOrNull,
  verifier_domain_id: word.wholeOrNull,
  verifier_domain: word.textOrNull,
  worker_pool_id: word.wholeOrNull,
  worker_pool_slug: word.textOrNull,
  worker_pool_name: word.textOrNull,
  notes: word.textOrNull,
  process_control_mode: word.oneOf(PROCESS_CONTROL_MODES),
  agent_enabled: word.flag,
  agent_base_url: word.textOrNull,
  agent_timeout_seconds: word.whole,
  agent_verify_tls: word.flag,
  agent_service_name: word.text,
  last_agent_seen_at: word.instantOrNull,
  last_agent_error: word.textOrNull,
  latest_provisioning_bundle: word.orNull(
    word.record({ bundle_uuid: word.text, expires_at: word.instant, is_expired: word.flag, created_at: word.instant }),
  ),
  process_state: word.oneOf(PROCESS_STATES),
  heartbeat_state: word.oneOf(HEARTBEAT_STATES),
  last_transition_at: word.instantOrNull,
  last_command_status: word.oneOfOrNull(COMMAND_STATUSES),
  last_command_request_id: word.textOrNull,
});

const DOMAIN = word.record({ id: word.whole, domain: word.text });
const LIST = word.envelope(word.record({ servers: word.listOf(SERVER), verifier_domains: word.listOf(DOMAIN) }));
const DELETED = word.record({ id: word.whole, name: word.text, deleted: { const: true } });

interface ListBody {
  readonly data: {
    readonly servers: readonly LaravelServer[];
    readonly verifier_domains: readonly LaravelVerifierDomain[];
  };
}

const checkList = checkOf<ListBody>(LIST);
const checkOne = checkOf<{ readonly data: LaravelServer }>(word.envelope(SERVER));
const checkDeleted = checkOf<{ readonly data: LaravelDeletedServer }>(word.envelope(DELETED));

/** Both registry lists that one read brings. */
export interface LaravelServerList {
  readonly servers: readonly LaravelServer[];
  readonly verifier_domains: readonly LaravelVerifierDomain[];
}

/** @throws BrokenAnswer */
export function serverListFrom(body: unknown): LaravelServerList {
  const { data } = checkList(body);
  return { servers: data.servers.map(withFlags), verifier_domains: data.verifier_domains };
}

/** @throws BrokenAnswer */
export function serverFrom(body: unknown): LaravelServer {
  return withFlags(checkOne(body).data);
}

/** @throws BrokenAnswer */
export function deletedServerFrom(body: unknown): LaravelDeletedServer {
  return checkDeleted(body).data;
}

/** A flag that is null on the wire is false. */
function withFlags(server: LaravelServer): LaravelServer {
  const brief = server.latest_provisioning_bundle;
  return {
    ...server,
    is_active: Boolean(server.is_active),
    drain_mode: Boolean(server.drain_mode),
    agent_enabled: Boolean(server.agent_enabled),
    agent_verify_tls: Boolean(server.agent_verify_tls),
    latest_provisioning_bundle: brief && { ...brief, is_expired: Boolean(brief.is_expired) },
  };
}
