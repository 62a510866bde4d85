import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RedisLink } from '@app/redis';
import type { RemoteBeat } from './fleet-view.js';
import { readReport } from './worker-report.js';
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

@Injectable()
export class RedisWorkerReportsStore extends WorkerReportsStore {
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
    const asked = new Map<number, string[]>();
    for (const id of workerIds) asked.set(bucketOf(id), [...(asked.get(bucketOf(id)) ?? []), id]);
    const pipeline = this.link.commands.pipeline();
    for (const [bucket, ids] of asked) pipeline.hmget(bucketKey(bucket), ...ids);
    const answers = throwFirst(await pipeline.exec()) as (string | null)[][];
    return answers.flat().flatMap((text) => (text === null ? [] : (beatOf(text) ?? [])));
  }

  async follow(changed: (workerIds: readonly string[]) => void): Promise<void> {
    this.link.subscribe.on('message', (_channel, text: string) => {
      const message = JSON.parse(text) as ChangedMessage; // written by `keep` alone
      if (message.from !== this.self) changed(message.ids);
    });
    await this.link.subscribe.subscribe(CHANGED);
  }

  async forget(workerIds: readonly string[]): Promise<void> {
    const pipeline = this.link.commands.pipeline();
    for (const id of workerIds) pipeline.hdel(bucketKey(bucketOf(id)), id);
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
    const stored = JSON.parse(text) as { at: number; since: number | null; told: number; report: unknown };
    const reading = readReport(stored.report);
    if (reading.kind === 'invalid') return null; // written by another version of this service
    return { report: reading.report, at: stored.at, convergingSince: stored.since, toldRevision: stored.told };
  } catch {
    return null;
  }
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
