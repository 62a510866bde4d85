import { testConfig } from './testing/test-config.js';

describe('AppConfig', () => {
  it('has times in milliseconds', () => {
    expect(testConfig()).toMatchObject({
      heartbeatTtlMs: 60_000,
      heartbeatGraceMs: 120_000,
      staleWorkerMs: 86_400_000,
      stuckDesiredGraceMs: 600_000,
      shutdownTimeoutMs: 10_000,
    });
  });

  it.each(['0', '-1'])('lets beats count for ever with a time-to-live of %s', (HEARTBEAT_TTL_SECONDS) => {
    expect(testConfig({ HEARTBEAT_TTL_SECONDS }).heartbeatTtlMs).toBe(Infinity);
  });

  it.each([
    ['0', 15_000],
    ['40', 40_000],
  ])('writes answers within the limit: %s', (SSE_WRITE_TIMEOUT_SECONDS, expected) => {
    expect(testConfig({ SSE_WRITE_TIMEOUT_SECONDS }).writeTimeoutMs).toBe(expected);
  });

  it('lists the tokens that are set, the former ones behind', () => {
    const { tokens } = testConfig({ CONTROL_PLANE_TOKEN_PREVIOUS: 'former', CONTROL_PLANE_VIEWER_TOKEN: '' });
    expect(tokens).toEqual({ operator: ['operator-token', 'former'], worker: ['worker-token'], viewer: [] });
  });

  it('prefers what stands in the address of Redis over the other keys', () => {
    const others = { REDIS_PASSWORD: 'other', REDIS_DB: '3' };
    expect(testConfig({ ...others, REDIS_ADDR: 'redis://:own@redis/5' }).redis).toMatchObject({
      password: 'own',
      database: 5,
    });
    expect(testConfig({ ...others, REDIS_ADDR: 'redis:6379' }).redis).toMatchObject({ password: 'other', database: 3 });
    expect(testConfig().redis).toMatchObject({ password: null, database: 0 });
  });

  it('names the replica after host and process when it has no name', () => {
    expect(testConfig({ CONTROL_PLANE_INSTANCE_ID: '' }).replica).toMatch(/.-1$/);
  });
});
