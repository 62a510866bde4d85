import { jsonLog } from './log.js';

describe('the agent’s log', () => {
  it('leaves out a warning that is repeated within a minute, and counts it', () => {
    const lines: unknown[] = [];
    let now = 0;
    const log = jsonLog(
      (line) => lines.push(JSON.parse(line)),
      () => now,
    );
    for (let time = 0; time < 3; time += 1) log('warn', 'request refused', { because: 'unauthorized' });
    log('warn', 'request refused', { because: 'not_found' });
    log('info', 'command ended');
    log('info', 'command ended');
    now = 60_000;
    log('warn', 'request refused', { because: 'unauthorized' });
    expect(lines).toMatchObject([
      { because: 'unauthorized' },
      { because: 'not_found' },
      { msg: 'command ended' },
      { msg: 'command ended' },
      { because: 'unauthorized', left_out: 2 },
    ]);
  });
});
