import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resultRows } from './result-file.js';
import { traceOfRow, type RecordedChunk, type TraceFacts } from './trace-of-row.js';

interface RecordedResult {
  readonly chunk: RecordedChunk & { readonly id: string };
  readonly invalid: string;
  readonly risky: string;
  /** What the real application recorded of it. */
  readonly traces: readonly Omit<TraceFacts, 'trace_payload'>[];
}

const RECORDED = readFileSync(path.join(import.meta.dirname, 'testing/recorded-chunks.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedResult);

function tracesOf({ chunk, ...files }: RecordedResult, spellings: 'recorder' | 'both') {
  return (['invalid', 'risky'] as const)
    .flatMap((bucket) => resultRows(files[bucket]).map((row) => traceOfRow(row, bucket, chunk, spellings)))
    .flatMap((trace) => trace ?? [])
    .map(({ trace_payload: _, ...trace }) => trace);
}

const chunk: RecordedChunk = { workerId: '17', preferredPool: null, routingProvider: 'yahoo' };
const traceOf = (reason: string, bucket: 'invalid' | 'risky' = 'risky') =>
  traceOfRow({ email: 'Someone@Alpha.test ', reason }, bucket, chunk, 'both');

describe('the trace of a row', () => {
  it.each(RECORDED.map((result) => [result.chunk.id, result] as const))(
    'is the one that the real application recorded (chunk %s)',
    (_id, result) => {
      const byHash = (a: { email_hash: string }, b: { email_hash: string }) => (a.email_hash < b.email_hash ? -1 : 1);
      expect([...tracesOf(result, 'recorder')].sort(byHash)).toEqual([...result.traces].sort(byHash));
    },
  );

  it('keeps what workers spell otherwise, when told so', () => {
    const traces = RECORDED.flatMap((result) => tracesOf(result, 'both'));
    expect(traces.find(({ retry_strategy }) => retry_strategy === 'greylist')?.session_strategy_id).toMatch(/:/);
  });

  it('folds what is undecided into what the file says', () => {
    expect(traceOf('x:decision=retryable')?.decision_class).toBe('unknown');
    expect(traceOf('x:decision=policy_blocked', 'invalid')?.decision_class).toBe('undeliverable');
    expect(traceOf('x:decision=deliverable')?.decision_class).toBe('deliverable');
    expect(traceOf('syntax', 'invalid')?.decision_class).toBe('undeliverable');
  });

  it.each([
    ['smtp_greylisted', 'greylist'],
    ['some_policy_thing', 'policy_blocked'],
    ['rate_limited', 'rate_limit'],
    ['mailbox_full', 'mailbox_full'],
    ['other', null],
    ['rate_limited:tag=unknown_transient', 'unknown_transient'],
  ])('has the tag of %s', (reason, tag) => {
    expect(traceOf(reason)?.reason_tag).toBe(tag);
  });

  it('takes the provider of the chunk where the row names none, and generic for what it does not know', () => {
    expect(traceOf('x')?.provider).toBe('yahoo');
    expect(traceOf('x:provider=isp-one')?.provider).toBe('generic');
  });

  it('reads attempts with and without padding, and nothing out of what is none', () => {
    const chain = Buffer.from('[{"attempt_number":1,"smtp_code":550}]').toString('base64url');
    expect(traceOf(`x:attempt_chain=${chain}`)?.attempt_chain).toMatchObject([{ attempt_number: 1, smtp_code: 550 }]);
    expect(traceOf(`x:attempt_chain=${chain}==`)?.attempt_chain).toHaveLength(1);
    expect(traceOf('x:attempt_chain=@@')?.attempt_chain).toEqual([]);
  });

  it('skips what is no address', () => {
    for (const email of ['nobody', 'a@b', '@alpha.test', '']) {
      expect(traceOfRow({ email, reason: 'x' }, 'risky', chunk, 'both')).toBeNull();
    }
  });
});
