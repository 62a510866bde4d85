import { NO_ROLLOUT, type RolloutRecord, type VersionRecord } from './rollout/rollout-record.js';
import { rolloutView, versionRows } from './policy-views.js';

const AT = '2026-02-24T09:00:00Z';

function version(name: string, more: Partial<VersionRecord> = {}): VersionRecord {
  return {
    version: name,
    validation: 'valid',
    validationError: null,
    findings: [],
    checksum: 'abc',
    validatedAt: AT,
    updatedAt: AT,
    updatedBy: 'alice',
    promotedAt: AT,
    rolledBackAt: null,
    canaryPercent: 100,
    ...more,
  };
}

const canary = { version: 'v2', percent: 25, cohort: { upTo: {}, upToElsewhere: 0.25, pools: [] } };
const IN_FLIGHT: RolloutRecord = {
  ...NO_ROLLOUT,
  versions: {
    v1: version('v1'),
    v2: version('v2', { updatedAt: '2026-02-24T10:00:00Z', canaryPercent: 25 }),
    v3: version('v3', { promotedAt: null, validation: 'invalid', validationError: 'no profiles', checksum: null }),
  },
  stable: 'v1',
  canary,
  proven: ['v1'],
  revision: 3,
};

describe('the list of versions', () => {
  const rows = versionRows(IN_FLIGHT, (name) => name === 'v1');

  it('has the newest change first, ties by name', () => {
    expect(rows.map((row) => row.version)).toEqual(['v2', 'v1', 'v3']);
  });

  it('has one active version; the one of everybody else is running too, and says so', () => {
    expect(rows.filter((row) => row.active).map((row) => row.version)).toEqual(['v2']);
    expect(rows.map(({ status, stable }) => ({ status, stable }))).toEqual([
      { status: 'active', stable: false },
      { status: 'active', stable: true },
      { status: 'draft', stable: false },
    ]);
  });

  it('leaves out what is empty', () => {
    expect(rows[2]).toMatchObject({ validation_status: 'invalid', validation_error: 'no profiles' });
    expect(rows[2]).not.toHaveProperty('payload_checksum');
    expect(rows[1]).not.toHaveProperty('validation_error');
  });
});

describe('what is on its way', () => {
  it('is a canary with its next step', () => {
    expect(rolloutView(IN_FLIGHT, 'v1')).toMatchObject({
      state: 'canary',
      active_version: 'v2',
      stable_version: 'v1',
      canary_percent: 25,
      next_percent: 50,
      rollback_to: 'v1',
    });
  });

  it('is nothing when everybody runs the same, and says why there is no way back', () => {
    const view = rolloutView({ ...IN_FLIGHT, canary: null }, null);
    expect(view).toMatchObject({ state: 'stable', active_version: 'v1', canary_percent: 100, next_percent: null });
    expect(view.rollback_why).toMatch(/No version before v1 ran everywhere/);
  });

  it('is nothing at all before the first promotion', () => {
    expect(rolloutView(NO_ROLLOUT, null)).toMatchObject({
      state: 'none',
      active_version: null,
      canary_percent: 0,
      rollback_to: null,
    });
  });
});
