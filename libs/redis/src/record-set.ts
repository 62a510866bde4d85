import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

/** What a record set keeps: something with a revision that grows by one with every write. */
export interface Revised {
  readonly revision: number;
}

/** A value and which writes led to it: its own id first, then its predecessors', at most LINEAGE of them. */
export interface Written<Value> {
  readonly value: Value;
  readonly lineage: readonly string[];
}

// KEYS 1 records, 2 journal · ARGV 1 id, 2 revision read, 3 revision to write, 4 record (JSON), 5 journal entry,
// 6 lineage (JSON), 7 journal length
// The journal is written first: were its key broken, nothing at all would be written.
const SAVE = `
local current = redis.call('HGET', KEYS[1], ARGV[1])
local revision = current and string.match(current, '^(%d+) ') or '0'
if revision ~= ARGV[2] then return false end
local id = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[7], '*', 'entry', ARGV[5], 'lineage', ARGV[6])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3] .. ' ' .. ARGV[4])
return id`;

const JOURNAL_LENGTH = 100_000;
/** How many writes back an ancestor is recognised. */
const LINEAGE = 16;

interface SavingRedis extends Redis {
  saveRecord(
    records: string,
    journal: string,
    id: string,
    read: string,
    write: string,
    record: string,
    entry: string,
    lineage: string,
    length: number,
  ): Promise<string | null>;
}

/** The lineage of a new write that follows `former`. */
export function nextLineage(former: Written<unknown> | undefined): readonly string[] {
  return [randomUUID(), ...(former?.lineage ?? [])].slice(0, LINEAGE);
}

/**
 * Records that are decided upon: a hash of id → `<revision> <JSON>`, kept for ever, each written in one step with its
 * journal entry. Both keys must share a `{tag}`. The hash key belongs to the store that makes the set.
 */
export class RecordSet<Value extends Revised> {
  private readonly redis: SavingRedis;

  constructor(
    redis: Redis,
    private readonly key: string,
    private readonly journalKey: string,
  ) {
    redis.defineCommand('saveRecord', { numberOfKeys: 2, lua: SAVE });
    this.redis = redis as SavingRedis;
  }

  /**
   * Writes `next` and `entry` if nobody wrote since revision `replaces`.
   * @returns 'changed' when somebody did; nothing was written then
   * @throws when Redis did not answer: the write may or may not have happened
   */
  async save(id: string, next: Written<Value>, replaces: number, entry: object): Promise<'saved' | 'changed'> {
    const journalId = await this.redis.saveRecord(
      this.key,
      this.journalKey,
      id,
      String(replaces),
      String(next.value.revision),
      JSON.stringify(next),
      JSON.stringify(entry),
      JSON.stringify(next.lineage),
      JOURNAL_LENGTH,
    );
    return journalId === null ? 'changed' : 'saved';
  }

  /** Everything stored, and the ids of records that cannot be read: they were not written by `save`. */
  async load(): Promise<{
    readonly records: ReadonlyMap<string, Written<Value>>;
    readonly unreadable: readonly string[];
  }> {
    const records = new Map<string, Written<Value>>();
    const unreadable: string[] = [];
    for (const [id, text] of Object.entries(await this.redis.hgetall(this.key))) {
      const written = writtenOf<Value>(text);
      if (written === null) unreadable.push(id);
      else records.set(id, written);
    }
    return { records, unreadable };
  }
}

function writtenOf<Value extends Revised>(text: string): Written<Value> | null {
  try {
    const written = JSON.parse(text.slice(text.indexOf(' ') + 1)) as Partial<Written<Value>> | null;
    const { value, lineage } = written ?? {};
    const isOurs = typeof value?.revision === 'number' && Array.isArray(lineage);
    return isOurs ? { value, lineage } : null;
  } catch {
    return null;
  }
}
