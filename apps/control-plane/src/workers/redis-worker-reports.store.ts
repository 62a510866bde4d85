import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { RedisLink } from '@app/redis';
import type { RemoteBeat } from './fleet-view.js';
import { parseWithoutNulls, readReport } from './worker-report.js';
import { type StoredBeat, WorkerReportsStore } from './worker-reports.store.js';

// Owned by this file:
// fleet:reports:<0..63>, hashes of worker id → the last beat (JSON). No expiry: forgotten with the worker.
// fleet:changed, a channel: which workers' beats a replica has just written.
const BUCKETS = 64; // spread over a cluster's nodes, and small enough that reading one is short
const CHANGED = 'fleet:changed';
const bucketKey = (bucket: number) => `fleet:reports:${bucket}`;

interface ChangedMessage {
  readonly from: string;
  readonly ids: readonly string[];
}

// KEYS 1 bucket · ARGV 1 instant, then worker ids: removes those whose beat is not younger
const FORGET = `
for index = 2, #ARGV do
  local beat = redis.call('HGET', KEYS[1], ARGV[index])
  local at = beat and string.match(beat, '^{"at":(%d+)')
  if beat and (not at or tonumber(at) <= tonumber(ARGV[1])) then redis.call('HDEL', KEYS[1], ARGV[index]) end
end`;

@Injectable()
export class RedisWorkerReportsStore extends WorkerReportsStore {
  private readonly log = new Logger(RedisWorkerReportsStore.name);
  /** Tells our own messages from others'; not the replica's name, which an operator could give twice. */
  private readonly self = randomUUID();

  constructor(private readonly link: RedisLink) {
    super();
  }

  async keep(beats: readonly StoredBeat[]): Promise<void> {
    const fields = new Map<number, string[]>();
    for (const beat of beats) {
      const bucket = bucketOf(beat.workerId);
      const list = fields.get(bucket) ?? [];
      if (list.length === 0) fields.set(bucket, list);
      list.push(beat.workerId, storedText(beat));
    }
    const pipeline = this.link.commands.pipeline();
    for (const [bucket, list] of fields) pipeline.hset(bucketKey(bucket), ...list);
    const message: ChangedMessage = { from: this.self, ids: beats.map(({ workerId }) => workerId) };
    pipeline.publish(CHANGED, JSON.stringify(message));
    throwFirst(await pipeline.exec());
  }

  async loadAll(): Promise<readonly RemoteBeat[]> {
    const parts: RemoteBeat[][] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) parts.push(await this.loadBucket(bucket));
    return parts.flat();
  }

  async loadPart(part: number): Promise<readonly RemoteBeat[]> {
    return this.loadBucket(part % BUCKETS);
  }

  async loadSome(workerIds: readonly string[]): Promise<readonly RemoteBeat[]> {
    const pipeline = this.link.commands.pipeline();
    for (const [bucket, ids] of byBucket(workerIds)) pipeline.hmget(bucketKey(bucket), ...ids);
    const answers = throwFirst(await pipeline.exec()) as (string | null)[][];
    return answers.flat().flatMap((text) => (text === null ? [] : (beatOf(text) ?? [])));
  }

  follow(changed: (workerIds: readonly string[]) => void): void {
    const { subscribe } = this.link;
    subscribe.on('message', (_channel, text: string) => {
      const message = changedMessageOf(text);
      if (message === null) this.log.warn({ msg: 'message cannot be read', channel: CHANGED });
      else if (message.from !== this.self) changed(message.ids);
    });
    // The driver renews only what was confirmed once, so this is asked for with each connection.
    const listen = (): void => void subscribe.subscribe(CHANGED).catch(() => undefined);
    subscribe.on('ready', listen);
    if (subscribe.status === 'ready') listen();
  }

  async forget(workerIds: readonly string[], before: number): Promise<void> {
    const pipeline = this.link.commands.pipeline();
    for (const [bucket, ids] of byBucket(workerIds)) {
      pipeline.eval(FORGET, 1, bucketKey(bucket), String(before), ...ids);
    }
    throwFirst(await pipeline.exec());
  }

  private async loadBucket(bucket: number): Promise<RemoteBeat[]> {
    const texts = await this.link.commands.hvals(bucketKey(bucket));
    return texts.flatMap((text) => beatOf(text) ?? []);
  }
}

/** The body goes in as it came: writing it again from the parsed report would cost more than the rest of a beat. */
function storedText({ at, convergingSince, toldRevision, body }: StoredBeat): string {
  return `{"at":${at},"since":${convergingSince ?? 'null'},"told":${toldRevision},"report":${body}}`;
}

function beatOf(text: string): RemoteBeat | null {
  try {
    const stored = parseWithoutNulls(text) as { at: number; since?: number; told: number; report: unknown };
    const reading = readReport(stored.report);
    if (reading.kind === 'invalid') return null; // written by another version of this service
    return { report: reading.report, at: stored.at, convergingSince: stored.since ?? null, toldRevision: stored.told };
  } catch {
    return null;
  }
}

function changedMessageOf(text: string): ChangedMessage | null {
  try {
    const { from, ids } = JSON.parse(text) as Partial<ChangedMessage>;
    return typeof from === 'string' && Array.isArray(ids) ? { from, ids } : null;
  } catch {
    return null; // anybody who reaches this Redis may publish anything
  }
}

function byBucket(workerIds: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const buckets = new Map<number, string[]>();
  for (const id of workerIds) {
    const ids = buckets.get(bucketOf(id));
    if (ids === undefined) buckets.set(bucketOf(id), [id]);
    else ids.push(id);
  }
  return buckets;
}

/** FNV-1a: every replica must find a worker in the same bucket. */
function bucketOf(workerId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < workerId.length; index += 1) {
    hash = Math.imul(hash ^ workerId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}

function throwFirst(answers: [Error | null, unknown][] | null): unknown[] {
  return (answers ?? []).map(([error, answer]) => {
    if (error !== null) throw error;
    return answer;
  });
}
