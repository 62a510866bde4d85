import { blocksDeletion, heartbeatState, processState, serverStatus } from './server-state.js';

const NOW = 1_000_000_000;
const MINUTES = 5;
const heard = (secondsAgo: number, isActive = true) => ({ isActive, lastHeartbeatAt: NOW - secondsAgo * 1_000 });

describe('the heartbeat state', () => {
  it.each([
    [heard(0), 'online', 'healthy'],
    [heard(299), 'online', 'healthy'],
    [heard(300), 'offline', 'stale'],
    [heard(0, false), 'offline', 'stale'],
    [{ isActive: true, lastHeartbeatAt: null }, 'offline', 'none'],
  ])('of %j is %s, %s', (presence, status, state) => {
    expect([serverStatus(presence, MINUTES, NOW), heartbeatState(presence, MINUTES, NOW)]).toEqual([status, state]);
  });
});

describe('the process state', () => {
  it.each([
    ['active', 'running'],
    ['Running', 'running'],
    ['inactive', 'stopped'],
    ['failed', 'stopped'],
    ['dead', 'stopped'],
    ['activating', 'starting'],
    ['deactivating', 'stopping'],
    ['reloading', 'unknown'],
    [7, 'unknown'],
  ])('is what the agent last said: %s', (service_state, expected) => {
    expect(processState({ service_state }, null)).toBe(expected);
  });

  it.each([null, {}, [], 'active'])('is unknown after %j', (status) => {
    expect(processState(status, null)).toBe('unknown');
  });

  it.each([
    ['start', 'starting'],
    ['restart', 'starting'],
    ['stop', 'stopping'],
    ['status', 'running'],
  ] as const)('while %s is pending: %s', (action, expected) => {
    expect(processState({ service_state: 'active' }, { action, status: 'pending' })).toBe(expected);
  });

  it('is the agent’s word again when the command has ended', () => {
    expect(processState({ service_state: 'inactive' }, { action: 'start', status: 'failed' })).toBe('stopped');
  });
});

describe('deletion', () => {
  it.each([
    ['running', 'stale', true],
    ['starting', 'none', true],
    ['stopping', 'none', true],
    ['stopped', 'healthy', true],
    ['unknown', 'healthy', true],
    ['stopped', 'stale', false],
    ['unknown', 'none', false],
  ] as const)('of %s and %s is blocked: %s', (process, heartbeat, expected) => {
    expect(blocksDeletion(process, heartbeat)).toBe(expected);
  });
});
