import type { Redis } from 'ioredis';

/** What a record set keeps: something with a revision that grows by one with every write. */
export interface Revised {
  readonly revision: number;
}

/** What Redis holds for a set: id → record. */
export type StoredRecords<Value> = ReadonlyMap<string, Value>;

// KEYS 1 records, 2 journal · ARGV 1 id, 2 revision read, 3 revision to write, 4 record (JSON), 5 journal entry, 6 journal length
// The journal is written first: were its key broken, nothing at all would be written.
const SAVE = `
local current = redis.call('HGET', KEYS[1], ARGV[1])
local revision = current and string.match(current, '^(%d+) ') or '0'
if revision ~= ARGV[2] then return false end
local id = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], '*', 'entry', ARGV[5])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3] .. ' ' .. ARGV[4])
return id`;

const JOURNAL_LENGTH = 100_000;

interface SavingRedis extends Redis {
  saveRecord(
    records: string,
    journal: string,
    id: string,
    read: string,
    write: string,
    record: string,
    entry: string,
    length: number,
  ): Promise<string | null>;
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
   * @returns the journal id, or 'changed' when somebody did and nothing was written
   * @throws when Redis did not answer: the write may or may not have happened
   */
  async save(id: string, next: Value, replaces: number, entry: object): Promise<{ journalId: string } | 'changed'> {
    const journalId = await this.redis.saveRecord(
      this.key,
      this.journalKey,
      id,
      String(replaces),
      String(next.revision),
      JSON.stringify(next),
      JSON.stringify(entry),
      JOURNAL_LENGTH,
    );
    return journalId === null ? 'changed' : { journalId };
  }

  /** Everything stored. */
  async load(): Promise<StoredRecords<Value>> {
    const stored = await this.redis.hgetall(this.key);
    return new Map(Object.entries(stored).map(([id, text]) => [id, recordOf<Value>(text)]));
  }
}

function recordOf<Value>(text: string): Value {
  return JSON.parse(text.slice(text.indexOf(' ') + 1)) as Value; // written by `save` alone
}
