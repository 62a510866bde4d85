import type { ProviderProfiles } from '@app/contracts';
import { NO_MODES } from './mode-record.js';
import { modeView } from './mode-view.js';

const wish = { mode: 'cautious', actor: 'autopilot', reason: 'unknowns rise', at: 0, expiresAt: null } as const;
const profiles: ProviderProfiles = { generic: 'standard', gmail: 'warmup', microsoft: 'standard', yahoo: 'standard' };

describe("a provider's mode on a page", () => {
  it('names every layer, and marks the one that counts', () => {
    const manual = { ...wish, mode: 'normal', actor: 'alice', expiresAt: 60_000 } as const;
    const view = modeView('gmail', { ...NO_MODES, manual, autopilot: wish, revision: 2 }, [], 0);
    expect(view).toMatchObject({ mode: 'normal', source: 'manual', revision: 2 });
    expect(view.layers.map(({ source, mode, counts }) => `${source} ${mode} ${counts}`)).toEqual([
      'manual normal true',
      'autopilot cautious false',
    ]);
    expect(view.explanation).toBe(
      'Set by hand to normal by alice, until 1970-01-01 00:01:00 UTC. Nothing automatic counts meanwhile.',
    );
  });

  it('tells what each pool is told, and its profile', () => {
    const pools = [
      { pool: 'edge', profiles: null },
      { pool: 'slow', profiles },
    ];
    expect(modeView('gmail', { ...NO_MODES, autopilot: wish }, pools, 0).pools).toEqual([
      { pool: 'edge', mode: 'cautious', source: 'autopilot', profile: null },
      { pool: 'slow', mode: 'degraded_probe', source: 'pool_profile', profile: 'warmup' },
    ]);
  });

  it('leaves out what has expired', () => {
    const view = modeView('gmail', { ...NO_MODES, manual: { ...wish, expiresAt: 5 } }, [], 5);
    expect(view).toMatchObject({ mode: 'normal', source: 'default', layers: [] });
    expect(view.explanation).toMatch(/Nobody has decided/);
  });
});
