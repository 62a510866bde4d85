import { EnvironmentError, readFleetEnvironment } from './fleet-environment.js';

const required = { CONTROL_PLANE_BASE_URL: 'http://127.0.0.1:9091/', CONTROL_PLANE_TOKEN: 's3cret' };

describe('the environment of the fleet', () => {
  it('has the defaults of a real worker', () => {
    expect(readFleetEnvironment(required)).toMatchObject({
      baseUrl: 'http://127.0.0.1:9091',
      heartbeatIntervalMs: 30_000,
      policyRefreshMs: 300_000,
      policyEngineEnabled: false,
      workers: 12,
      pools: ['edge-eu', 'edge-us', 'warm-1'],
    });
  });

  it('falls back when a number or switch cannot be read, as a worker does', () => {
    const read = readFleetEnvironment({
      ...required,
      HEARTBEAT_INTERVAL_SECONDS: 'often',
      FLEET_WORKERS: '-3',
      CONTROL_PLANE_POLICY_SYNC_ENABLED: 'perhaps',
    });
    expect(read).toMatchObject({ heartbeatIntervalMs: 30_000, workers: 12, policySyncEnabled: true });
  });

  it('polls by worker, unless it shall poll as the workers of today', () => {
    expect(readFleetEnvironment(required).pollsBy).toBe('worker');
    expect(readFleetEnvironment({ ...required, FLEET_POLLS_BY: 'pool' }).pollsBy).toBe('pool');
  });

  it('reports to Laravel when it knows address and token', () => {
    const laravel = { FLEET_LARAVEL_BASE_URL: 'http://127.0.0.1:9090/', FLEET_LARAVEL_TOKEN: '7|x' };
    expect(readFleetEnvironment({ ...required, ...laravel }).laravel).toEqual({
      baseUrl: 'http://127.0.0.1:9090',
      token: '7|x',
    });
    expect(readFleetEnvironment({ ...required, FLEET_LARAVEL_TOKEN: '7|x' }).laravel).toBeNull();
  });

  it('names everything that is missing, and no secret', () => {
    expect(() => readFleetEnvironment({})).toThrow(
      new EnvironmentError('Required and not set: CONTROL_PLANE_BASE_URL, CONTROL_PLANE_TOKEN'),
    );
  });
});
