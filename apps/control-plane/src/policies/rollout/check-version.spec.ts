import { writePolicy, BUILT_IN_POLICY } from '@app/smtp-policy';
import { checkVersion } from './check-version.js';
import { checksumOf } from './laravel-policy-payloads.js';

const sourced = (payload: unknown) => {
  const text = JSON.stringify(payload);
  return { text, checksum: checksumOf(text), source: 'laravel', fetchedAt: 0 } as const;
};
const GOOD = { ...writePolicy(BUILT_IN_POLICY), version: 'v1' };

describe('whether a version may be activated', () => {
  it('it may when validators and workers can read it', () => {
    const { error, checksum } = checkVersion('v1', sourced(GOOD));
    expect(error).toBeNull();
    expect(checksum).toBe(sourced(GOOD).checksum);
  });

  it('it may not when Laravel has no payload', () => {
    expect(checkVersion('v1', null)).toMatchObject({
      checksum: null,
      error: expect.stringMatching(/no payload of v1/),
    });
  });

  it('it may not when a validator refuses it; the first broken rule is the error, all are found', () => {
    const { error, findings } = checkVersion('v1', sourced({ ...GOOD, enabled: 'yes', version: 'v2' }));
    expect(error).toBe('enabled must be true or false');
    expect(findings.filter(({ kind }) => kind === 'invalid').map(({ path }) => path)).toEqual(['enabled', 'version']);
  });

  it('it may not when only a worker refuses it', () => {
    const { error, findings } = checkVersion(
      'v1',
      sourced({ ...GOOD, modes: { ...(writePolicy(BUILT_IN_POLICY)['modes'] as object), extra: 1 } }),
    );
    expect(error).toMatch(/^A worker could not read it: modes\.extra/);
    expect(findings.map(({ kind }) => kind)).toContain('unreadable');
  });

  it('what is found in it stays short, whatever its names are', () => {
    const name = 'n'.repeat(100_000);
    const profiles = { [name]: { message_rules: Array.from({ length: 200 }, () => ({})) } };
    const { findings } = checkVersion('v1', sourced({ ...GOOD, profiles }));
    expect(JSON.stringify(findings).length).toBeLessThan(100_000); // it was twenty million
  });

  it('it may not when it is huge', () => {
    expect(checkVersion('v1', sourced({ ...GOOD, note: 'x'.repeat(600_000) })).error).toMatch(/larger than/);
  });
});
