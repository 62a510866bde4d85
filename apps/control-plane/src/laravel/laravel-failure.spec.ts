import { LaravelError, type LaravelErrorFacts } from '@app/laravel-client';
import { laravelFailure, registrySource } from './laravel-failure.js';

const failed = (message: string, facts: Partial<LaravelErrorFacts>) =>
  laravelFailure(new LaravelError(message, { kind: 'unreachable', requestId: 'req-1', ...facts }));

describe('what Laravel refused or could not do, for a caller', () => {
  it.each([
    ['not_configured', null, 'laravel_not_configured'],
    ['unreachable', null, 'laravel_unavailable'],
    ['timed_out', null, 'laravel_unavailable'],
    ['circuit_open', null, 'laravel_unavailable'],
    ['overloaded', null, 'laravel_unavailable'],
    ['upstream', 500, 'laravel_unavailable'],
    ['broken_contract', 200, 'laravel_broken_contract'],
    ['refused', 401, 'laravel_token_refused'],
    ['refused', 403, 'laravel_token_refused'],
    ['refused', 404, 'not_found'],
    ['refused', 409, 'registry_refused'],
    ['refused', 422, 'registry_invalid'],
    ['refused', 429, 'laravel_unavailable'],
    ['refused', 418, 'laravel_broken_contract'],
  ] as const)('%s with status %s is %s', (kind, status, code) => {
    expect(failed('text', { kind, status }).code).toBe(code);
  });

  it('names the fields that Laravel did not accept, in its own words', () => {
    const fields = [{ field: 'name', problem: 'The name has already been taken.' }];
    const failure = failed('The name has already been taken.', { kind: 'refused', status: 422, fields });
    expect(failure.fields).toEqual(fields);
    expect(failure.message).toBe('The name has already been taken. Nothing was changed. (request req-1)');
  });

  it('does not claim that nothing happened when nobody knows', () => {
    const failure = failed('The connection broke; look first', { mayHaveHappened: true });
    expect(failure.message).not.toMatch(/nothing was/i);
    expect(failed('The circuit is open; nothing was sent', { kind: 'circuit_open' }).message).not.toMatch(/changed/);
  });

  it('says when to come back if Laravel is away, in its own words if it has some', () => {
    expect(failed('text', { kind: 'timed_out' }).retryAfterSeconds).toBe(5);
    expect(failed('text', { kind: 'refused', status: 429, retryAfterSeconds: 30 }).retryAfterSeconds).toBe(30);
    expect(failed('text', { kind: 'refused', status: 409 }).retryAfterSeconds).toBeNull();
  });

  it('says which of our keys to check, not what Laravel said of the token', () => {
    expect(failed('Unauthorized: abc', { kind: 'refused', status: 401 }).message).toMatch(/LARAVEL_INTERNAL_API_TOKEN/);
  });
});

describe('where a list comes from', () => {
  it('is told with its age, and why it is not fresh', () => {
    expect(registrySource({ value: [], fetchedAt: 0, problem: null }, 1_500)).toEqual({
      state: 'fresh',
      fetched_at: '1970-01-01T00:00:00Z',
      age_seconds: 1,
      problem: null,
    });
    const problem = new LaravelError('Laravel cannot be reached', { kind: 'unreachable', requestId: 'req-1' });
    expect(registrySource({ value: [], fetchedAt: 0, problem }, 60_000)).toMatchObject({
      state: 'last_good',
      age_seconds: 60,
      problem: 'Laravel cannot be reached (request req-1)',
    });
  });
});
