import { retryPlan } from './tempfail-retry.js';

const SETTINGS = {
  tempfailRetryEnabled: true,
  tempfailRetryMaxAttempts: 2,
  tempfailRetryBackoffMinutes: '10, 30,60',
  tempfailRetryReasons: 'smtp_tempfail,smtp_timeout',
} as Parameters<typeof retryPlan>[2]; // the rest of the row is not asked for
const CSV = 'email,reason\na@b.test,smtp_tempfail:decision=retryable\nc@d.test,catch_all_high_confidence\n';
const chunk = (retryAttempt: number, maxProbeAttempts = 3) => ({ retryAttempt, maxProbeAttempts });

describe('what is probed again', () => {
  it('are the rows with one of the reasons, later each time', () => {
    const keptCsv = 'email,reason\nc@d.test,catch_all_high_confidence\n';
    expect(retryPlan(CSV, chunk(0), SETTINGS)).toEqual({ emails: ['a@b.test'], keptCsv, delayMs: 600_000 });
    expect(retryPlan(CSV, chunk(1), SETTINGS)?.delayMs).toBe(1_800_000);
  });

  it('is nothing when it is off, was tried enough, or nothing failed for a while', () => {
    expect(retryPlan(CSV, chunk(0), { ...SETTINGS, tempfailRetryEnabled: false })).toBeNull();
    expect(retryPlan(CSV, chunk(2), SETTINGS)).toBeNull();
    expect(retryPlan('email,reason\nc@d.test,role_account\n', chunk(0), SETTINGS)).toBeNull();
  });

  it('is nothing that claiming would never give away', () => {
    expect(retryPlan(CSV, chunk(1, 2), SETTINGS)).toBeNull();
    expect(retryPlan(CSV, chunk(0, 2), SETTINGS)).not.toBeNull();
  });
});
