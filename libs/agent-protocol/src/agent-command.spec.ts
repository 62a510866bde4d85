import fc from 'fast-check';
import { clampTimeout, readCommand } from './agent-command.js';

const read = (body: unknown) => readCommand(Buffer.from(JSON.stringify(body)), 'vev-worker.service');

describe('a command', () => {
  it('is for the allowed service when it names none', () => {
    for (const service of [undefined, null, '', 'vev-worker.service']) {
      expect(read({ action: 'stop', service })).toMatchObject({ command: { service: 'vev-worker.service' } });
    }
  });

  it.each([[['vev-worker.service']], [0], [false], ['vev-worker'], ['vev-worker.service ']])(
    'is refused for the service %j',
    (service) => {
      expect(read({ action: 'stop', service })).toMatchObject({ status: 403, message: 'service_not_allowed' });
    },
  );

  it('does not mind its number and reason', () => {
    expect(read({ command_id: 'c1', reason: 'a/b', action: 'start' })).toMatchObject({ command: { action: 'start' } });
  });
});

describe('its time', () => {
  it.each([
    [1, 2],
    [2.9, 2],
    [15, 15],
    ['20', 20],
    [99, 30],
    [-1, 2],
    [undefined, 8],
    [null, 8],
    ['', 8],
    ['soon', 8],
    [true, 8],
    [[], 8],
  ])('%j becomes %d', (given, seconds) => {
    expect(clampTimeout(given)).toBe(seconds);
  });

  it('is whole and within its bounds for anything', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const seconds = clampTimeout(given);
        return Number.isInteger(seconds) && seconds >= 2 && seconds <= 30;
      }),
    );
  });
});
