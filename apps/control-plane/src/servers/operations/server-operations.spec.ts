import { laravelCommand } from '../../testing/laravel-records.js';
import {
  ANSWER_WITHIN_MS,
  NO_OPERATIONS,
  SEND_WITHIN_MS,
  type OperationWish,
  type ServerOperations,
  accept,
  asOf,
  finished,
  resultOf,
  sent,
} from './server-operations.js';

const wish = (overrides: Partial<OperationWish> = {}): OperationWish => ({
  id: 'one',
  key: 'click-one',
  action: 'restart',
  actor: 'alice',
  reason: '',
  ...overrides,
});
const SUCCEEDED = { state: 'succeeded', output: 'ok', commandId: 'c' } as const;

/** The operations after a click, as they must be. */
function accepted(current: ServerOperations, wished: OperationWish, now = 0): ServerOperations {
  const acceptance = accept(current, wished, now);
  if (acceptance.kind !== 'accepted') throw new Error(`It was ${acceptance.kind}`);
  return acceptance.next;
}
function must<Value>(value: Value | null): Value {
  if (value === null) throw new Error('There is nothing');
  return value;
}

describe('one click', () => {
  it('is one operation', () => {
    expect(accepted(NO_OPERATIONS, wish())).toMatchObject({
      revision: 1,
      operations: [{ id: 'one', state: 'accepted' }],
    });
  });

  it('stays the same operation when it is sent again, also after it has ended', () => {
    const running = must(sent(accepted(NO_OPERATIONS, wish()), 'one', 0));
    expect(accept(running, wish({ id: 'two' }), 1)).toMatchObject({ kind: 'repeated', operation: { id: 'one' } });
    const over = must(finished(running, 'one', SUCCEEDED, 2));
    expect(accept(over, wish({ id: 'two' }), 3)).toMatchObject({ kind: 'repeated', operation: { state: 'succeeded' } });
  });

  it('cannot become another action', () => {
    const current = accepted(NO_OPERATIONS, wish());
    expect(accept(current, wish({ action: 'stop' }), 1).kind).toBe('key_reused');
  });

  it('waits for the one before to end', () => {
    const current = accepted(NO_OPERATIONS, wish());
    const next = wish({ id: 'two', key: 'click-two' });
    expect(accept(current, next, 1).kind).toBe('busy');
    const over = must(finished(must(sent(current, 'one', 1)), 'one', SUCCEEDED, 2));
    expect(accept(over, next, 3).kind).toBe('accepted');
  });

  it('does not wait for one whose answer was lost', () => {
    const current = must(sent(accepted(NO_OPERATIONS, wish()), 'one', 0));
    expect(accept(current, wish({ id: 'two', key: 'click-two' }), ANSWER_WITHIN_MS + 1).kind).toBe('accepted');
  });
});

describe('an operation', () => {
  it('is sent once', () => {
    const running = must(sent(accepted(NO_OPERATIONS, wish()), 'one', 5));
    expect(running.operations[0]).toMatchObject({ state: 'running', startedAt: 5 });
    expect(sent(running, 'one', 6)).toBeNull();
  });

  it('is not sent when nobody sent it in time, and says so', () => {
    const current = accepted(NO_OPERATIONS, wish());
    const late = SEND_WITHIN_MS + 1;
    expect(sent(current, 'one', late)).toBeNull();
    expect(asOf(must(current.operations[0] ?? null), late)).toMatchObject({
      state: 'failed',
      output: expect.stringMatching(/never sent/) as unknown,
    });
  });

  it('ends once', () => {
    const over = must(finished(must(sent(accepted(NO_OPERATIONS, wish()), 'one', 0)), 'one', SUCCEEDED, 9));
    expect(over.operations[0]).toMatchObject({ state: 'succeeded', output: 'ok', commandId: 'c', finishedAt: 9 });
    expect(finished(over, 'one', { ...SUCCEEDED, state: 'failed' }, 10)).toBeNull();
  });

  it('keeps the beginning of what the host printed, without the space around', () => {
    const running = must(sent(accepted(NO_OPERATIONS, wish()), 'one', 0));
    const over = must(finished(running, 'one', { ...SUCCEEDED, output: `\n ${'x'.repeat(2_000)}` }, 9));
    expect(over.operations[0]?.output).toBe('x'.repeat(1_000));
  });

  it('of which only the newest ten are kept', () => {
    let current = NO_OPERATIONS;
    for (let n = 0; n < 12; n += 1) {
      current = accepted(current, wish({ id: `${n}`, key: `click-${n}` }), n);
      current = must(finished(must(sent(current, `${n}`, n)), `${n}`, SUCCEEDED, n));
    }
    expect(current.operations.map(({ id }) => id)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2']);
  });
});

describe('what Laravel answered', () => {
  it('is a success or a failure with its text', () => {
    expect(resultOf(laravelCommand())).toMatchObject({ state: 'succeeded' });
    const failed = laravelCommand({ status: 'failed', error_message: 'Unit not found' });
    expect(resultOf(failed)).toMatchObject({ state: 'failed', output: 'Unit not found' });
  });

  it('is a successful status check when the agent says that the service is stopped', () => {
    const stopped = laravelCommand({ action: 'status', status: 'failed', error_message: 'inactive' });
    expect(resultOf(stopped)).toMatchObject({ state: 'succeeded', output: 'inactive' });
    expect(resultOf({ ...stopped, agent_command_id: null })).toMatchObject({ state: 'failed' });
  });

  it('is unknown while it is pending', () => {
    expect(resultOf(laravelCommand({ status: 'pending' }))).toMatchObject({ state: 'timed_out' });
  });
});
