import type { AgentCommand } from '@app/agent-protocol';
import { CommandQueue } from './command-queue.js';
import type { CommandOutcome, ServiceDriver } from './service-driver.js';

const STATUS: AgentCommand = { action: 'status', service: 'vev-worker.service', timeoutSeconds: 8 };
const ENDED: CommandOutcome = { kind: 'ended', exitCode: 0, output: '', serviceState: 'active' };

/** Ends a command when the test says so. */
class SlowDriver implements ServiceDriver {
  readonly begun: { readonly timeLeftMs: number; readonly end: (outcome: CommandOutcome | Error) => void }[] = [];

  execute(_: AgentCommand, timeLeftMs: number): Promise<CommandOutcome> {
    return new Promise((answer, fail) => {
      const end = (outcome: CommandOutcome | Error) => (outcome instanceof Error ? fail(outcome) : answer(outcome));
      this.begun.push({ timeLeftMs, end });
    });
  }
}

describe('commands', () => {
  let now: number;
  let driver: SlowDriver;
  let queue: CommandQueue;
  beforeEach(() => {
    now = 0;
    driver = new SlowDriver();
    queue = new CommandQueue(driver, () => now);
  });
  const settle = () => new Promise((done) => setImmediate(done));

  it('run one after the other, each with what its wait left of its time', async () => {
    const first = queue.run(STATUS, () => false);
    const second = queue.run(STATUS, () => false);
    await settle();
    expect(driver.begun).toHaveLength(1);
    now = 3_000;
    driver.begun[0]?.end(ENDED);
    expect(await first).toBe(ENDED);
    await settle();
    expect(driver.begun.map(({ timeLeftMs }) => timeLeftMs)).toEqual([8_000, 5_000]);
    driver.begun[1]?.end(ENDED);
    expect(await second).toBe(ENDED);
  });

  it('are not begun when their time is over or their caller has gone', async () => {
    const first = queue.run(STATUS, () => false);
    const late = queue.run(STATUS, () => false);
    const alone = queue.run({ ...STATUS, timeoutSeconds: 30 }, () => true);
    await settle();
    now = 8_000;
    driver.begun[0]?.end(ENDED);
    await first;
    expect(await Promise.all([late, alone])).toEqual([{ kind: 'timed_out' }, { kind: 'timed_out' }]);
    expect(driver.begun).toHaveLength(1);
  });

  it('go on after one that broke', async () => {
    const first = queue.run(STATUS, () => false);
    const second = queue.run(STATUS, () => false);
    await settle();
    driver.begun[0]?.end(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await settle();
    driver.begun[1]?.end(ENDED);
    expect(await second).toBe(ENDED);
  });
});
