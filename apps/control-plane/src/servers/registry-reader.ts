import { Injectable } from '@nestjs/common';
import type {
  LaravelServer,
  LaravelVerifierDomain,
  RegistrySource,
  ServerRow,
  UnregisteredWorker,
} from '@app/contracts';
import { type CallContext, LaravelLists } from '@app/laravel-client';
import { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { fromLaravel, registrySource } from '../laravel/laravel-failure.js';
import { FleetReader } from '../workers/fleet-reader.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { matchServers, unregistered, type Match } from './runtime-match.js';
import { type ServerFacts, serverRow } from './server-row.js';

/** How old a copy may be that a page is drawn from, and one that a decision is made from. */
const PAGE_MS = 3_000;
const DECISION_MS = 1_000;

const UNMATCHED: Match = { state: 'unmatched' };

/** Registered servers beside the workers that report, of one instant. */
export interface Registry {
  readonly rows: readonly ServerRow[];
  readonly unregistered: readonly UnregisteredWorker[];
  readonly verifierDomains: readonly LaravelVerifierDomain[];
  readonly source: RegistrySource;
}

interface Joined {
  readonly facts: readonly ServerFacts[];
  readonly workers: readonly UnregisteredWorker[];
  readonly matches: ReadonlyMap<number, Match>;
}

/** Joins Laravel's records with the fleet view. The records stay Laravel's: nothing of them is kept but its last list. */
@Injectable()
export class RegistryReader {
  constructor(
    private readonly lists: LaravelLists,
    private readonly fleet: FleetReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything there is, from the last good copy when Laravel is away.
   * @throws Failure laravel_not_configured, or one that tells why Laravel cannot be read, when there is no copy
   */
  async read(context: CallContext): Promise<Registry> {
    const copied = await this.lists.servers(context, { maxAgeMs: PAGE_MS }).catch(fromLaravel);
    const now = this.clock.now();
    const { facts, workers, matches } = this.join(copied.value.servers, now);
    return {
      rows: facts.map((one) => serverRow(one, now)),
      unregistered: unregistered(workers, matches),
      verifierDomains: copied.value.verifier_domains,
      source: registrySource(copied, now),
    };
  }

  /** One server for a page. @throws Failure as `read`, or not_found */
  async readOne(
    id: number,
    context: CallContext,
  ): Promise<{ readonly row: ServerRow; readonly source: RegistrySource }> {
    const { rows, source } = await this.read(context);
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw unknownServer(id);
    return { row, source };
  }

  /**
   * One server to decide upon: an old copy is not good enough.
   * @throws Failure as `readOne`, or laravel_unavailable when Laravel cannot be read now
   */
  async readForDecision(id: number, context: CallContext): Promise<ServerFacts> {
    const copied = await this.lists.servers(context, { maxAgeMs: DECISION_MS }).catch(fromLaravel);
    if (copied.problem !== null) return fromLaravel(copied.problem);
    const found = this.join(copied.value.servers, this.clock.now()).facts.find(({ server }) => server.id === id);
    if (found === undefined) throw unknownServer(id);
    return found;
  }

  /** What is known without asking: the servers of the last copy. Empty when there is none. */
  known(): readonly ServerFacts[] {
    const copied = this.lists.knownServers;
    return copied === null ? [] : this.join(copied.value.servers, this.clock.now()).facts;
  }

  /** The row of a record that Laravel has just answered, beside the servers known so far. */
  rowOf(server: LaravelServer): ServerRow {
    const others = (this.lists.knownServers?.value.servers ?? []).filter(({ id }) => id !== server.id);
    const now = this.clock.now();
    const found = this.join([...others, server], now).facts.at(-1) ?? { server, match: UNMATCHED, worker: undefined };
    return serverRow(found, now);
  }

  private join(servers: readonly LaravelServer[], now: number): Joined {
    const known = new Map<string, WorkerFacts>(this.fleet.facts(now).map((one) => [one.record.report.worker_id, one]));
    const workers = [...known.values()].map(({ record: { report }, presence }) => ({
      worker_id: report.worker_id,
      host: report.host ?? '',
      ip_address: report.ip_address ?? '',
      pool: report.pool ?? '',
      presence,
    }));
    const matches = matchServers(servers, workers);
    const facts = servers.map((server) => {
      const match = matches.get(server.id) ?? UNMATCHED;
      return { server, match, worker: match.state === 'matched' ? known.get(match.workerId) : undefined };
    });
    return { facts, workers, matches };
  }
}

function unknownServer(id: number): Failure {
  return new Failure('not_found', `No server ${id} is registered. Nothing was changed.`);
}
