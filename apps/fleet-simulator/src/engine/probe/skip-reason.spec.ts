import type { ProviderMode } from '../../worker/worker-state.js';
import { STARTED } from '../../worker/worker-state.js';
import { readLaravelPolicy } from '../laravel-policy.js';
import { skipReason } from './skip-reason.js';

const laravel = (enhanced_mode_enabled: boolean, enabled: boolean) =>
  readLaravelPolicy({ data: { enhanced_mode_enabled, policies: { enhanced: { enabled } } } });
const inMode = (mode: ProviderMode) => ({ ...STARTED.policy, modes: { gmail: mode } });

describe('why addresses are not probed', () => {
  it.each([
    ['quarantine', '', 'smtp_probe_quarantine_mode'],
    ['drain', '', 'smtp_probe_quarantine_mode'],
    ['degraded_probe', 'platinum', 'smtp_probe_degraded_mode'],
    ['degraded_probe', 'trusted', null],
    ['cautious', '', null],
    ['normal', '', null],
  ] as const)('mode %s, tier "%s": %s', (mode, tier, reason) => {
    expect(skipReason('gmail', inMode(mode), tier, laravel(true, true), 'probe@verifier.test')).toBe(reason);
  });

  it('is that probing is off, or that nobody knows who asks', () => {
    const { policy } = STARTED;
    for (const known of [null, laravel(false, true), laravel(true, false)]) {
      expect(skipReason('gmail', policy, '', known, 'probe@verifier.test')).toBe('smtp_probe_disabled');
    }
    expect(skipReason('gmail', policy, '', laravel(true, true), '')).toBe('smtp_probe_identity_missing');
  });
});
