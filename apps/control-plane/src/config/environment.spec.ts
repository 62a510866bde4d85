import { describeProblems } from '@app/service';
import { readEnvironment } from './environment.js';

const required = { PORT: '9091', CONTROL_PLANE_TOKEN: 'hunter2', REDIS_ADDR: 'redis:6379' };

function valuesOf(variables: Readonly<Record<string, string>>) {
  const reading = readEnvironment({ ...required, ...variables });
  if (reading.kind === 'invalid') throw new Error(describeProblems(reading.problems));
  return reading.environment;
}

function problemsOf(variables: Readonly<Record<string, string | undefined>>) {
  const reading = readEnvironment({ ...required, ...variables });
  return reading.kind === 'invalid' ? reading.problems : [];
}

describe('readEnvironment', () => {
  it('needs a port, a token and Redis, and has a default for everything else', () => {
    expect(valuesOf({})).toMatchObject({
      HEARTBEAT_TTL_SECONDS: 60,
      STALE_WORKER_TTL_SECONDS: 86_400,
      STUCK_DESIRED_GRACE_SECONDS: 600,
      ALERT_HEARTBEAT_GRACE_SECONDS: 120,
      SHUTDOWN_TIMEOUT_SECONDS: 10,
      PROVIDER_TEMPFAIL_WARN_RATE: 0.3,
      PROVIDER_TEMPFAIL_CRITICAL_RATE: 0.55,
      PROVIDER_REJECT_WARN_RATE: 0.2,
      PROVIDER_REJECT_CRITICAL_RATE: 0.4,
      PROVIDER_UNKNOWN_WARN_RATE: 0.2,
      PROVIDER_UNKNOWN_CRITICAL_RATE: 0.35,
      ALERTS_ENABLED: false,
      REDIS_DB: 0,
    });
    expect(problemsOf({ PORT: undefined, CONTROL_PLANE_TOKEN: '', REDIS_ADDR: undefined })).toEqual([
      { key: 'PORT', found: '(not set)', rule: 'must be set' },
      { key: 'CONTROL_PLANE_TOKEN', found: '(not set)', rule: 'must be set' },
      { key: 'REDIS_ADDR', found: '(not set)', rule: 'must be set' },
    ]);
  });

  it('reports every problem at once, with key, value and rule', () => {
    const problems = problemsOf({
      PORT: '70000',
      REDIS_DB: 'one',
      REDIS_ADDR: 'nowhere',
      HEARTBEAT_TTL_SECONDS: '1.5',
      PROVIDER_REJECT_WARN_RATE: '-1',
      TRUSTED_PROXIES: '11',
    });
    expect(describeProblems(problems).split('\n')).toEqual([
      'The service cannot start with this environment:',
      '  PORT must be at most 65535; found "70000"',
      '  TRUSTED_PROXIES must be at most 10; found "11"',
      '  REDIS_ADDR must be host:port, or redis://… or rediss://…; found (hidden)',
      '  REDIS_DB must be a whole number; found "one"',
      '  HEARTBEAT_TTL_SECONDS must be a whole number; found "1.5"',
      '  PROVIDER_REJECT_WARN_RATE must be at least 0; found "-1"',
    ]);
  });

  it('prints no secret, not even a wrong one', () => {
    const problems = problemsOf({ REDIS_ADDR: 'user:hunter3@', REDIS_PASSWORD: 'hunter4', PORT: 'x' });
    expect(problems).toHaveLength(2);
    expect(describeProblems(problems)).not.toMatch(/hunter/);
  });

  it('falls back where the former service did', () => {
    const keys = ['STALE_WORKER_TTL_SECONDS', 'STUCK_DESIRED_GRACE_SECONDS', 'ALERT_HEARTBEAT_GRACE_SECONDS'] as const;
    for (const key of keys)
      expect([valuesOf({ [key]: '0' })[key], valuesOf({ [key]: '-5' })[key]]).toEqual([
        valuesOf({})[key],
        valuesOf({})[key],
      ]);
  });

  it('stops where the former service did: a number that is none, a negative time limit', () => {
    expect(
      problemsOf({ STALE_WORKER_TTL_SECONDS: 'soon', SSE_WRITE_TIMEOUT_SECONDS: '-1' }).map(({ key }) => key),
    ).toEqual(['SSE_WRITE_TIMEOUT_SECONDS', 'STALE_WORKER_TTL_SECONDS']);
  });

  it.each(['1', 'true', 'TRUE', 'yes', 'On', ' on '])('takes %p for on', (text) => {
    expect(valuesOf({ ALERTS_ENABLED: text }).ALERTS_ENABLED).toBe(true);
  });

  it.each(['0', 'false', 'no', 'off', 'enabled', '2'])('takes %p for off', (text) => {
    expect(valuesOf({ ALERTS_ENABLED: text }).ALERTS_ENABLED).toBe(false);
  });

  it('uses tokens as they are and trims names', () => {
    expect(valuesOf({ CONTROL_PLANE_TOKEN: ' a b ', CONTROL_PLANE_INSTANCE_ID: ' cp-1 ' })).toMatchObject({
      CONTROL_PLANE_TOKEN: ' a b ',
      CONTROL_PLANE_INSTANCE_ID: 'cp-1',
    });
  });
});
