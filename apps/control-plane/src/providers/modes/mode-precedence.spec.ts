import fc from 'fast-check';
import { countingMode, isMoreRestrictive, modeOfProfile } from './mode-precedence.js';
import { MODE_LAYERS, NO_MODES, type ModeRecord, wishOf, withLayer, withoutExpiredModes } from './mode-record.js';
import { NOW, profiles, records, wishes } from './testing/mode-arbitraries.js';

const without = (record: ModeRecord, layer: (typeof MODE_LAYERS)[number]): ModeRecord => ({ ...record, [layer]: null });

describe('the mode that counts', () => {
  it('is the manual one while it counts, whatever the others wish', () => {
    fc.assert(
      fc.property(records, wishes, profiles, (record, wish, profile) => {
        const manual = { ...wish, expiresAt: null };
        const counting = countingMode({ ...record, manual }, profile, NOW);
        expect(counting).toEqual({ mode: manual.mode, source: 'manual', decidedAt: manual.at });
      }),
    );
  });

  it('is, without a manual one, one of the wishes, and no other wish is stricter', () => {
    fc.assert(
      fc.property(records, profiles, (record, profile) => {
        const counting = countingMode(without(record, 'manual'), profile, NOW);
        const wished = [wishOf(record, 'autoprotect', NOW)?.mode, wishOf(record, 'autopilot', NOW)?.mode].filter(
          (mode) => mode !== undefined,
        );
        if (profile !== null) wished.push(modeOfProfile(profile));
        expect(wished.length === 0 ? ['normal'] : wished).toContain(counting.mode);
        expect(wished.filter((mode) => isMoreRestrictive(mode, counting.mode))).toEqual([]);
        expect(counting.source === 'default').toBe(wished.length === 0);
      }),
    );
  });

  it('never becomes laxer by one more automatic wish, and never changes by one below a manual mode', () => {
    fc.assert(
      fc.property(records, profiles, wishes, (record, profile, wish) => {
        const more = { ...record, autoprotect: { ...wish, expiresAt: null } };
        const [less, now] = [
          countingMode(without(record, 'autoprotect'), profile, NOW),
          countingMode(more, profile, NOW),
        ];
        if (less.source === 'manual') expect(now).toEqual(less);
        else expect(isMoreRestrictive(less.mode, now.mode)).toBe(false);
      }),
    );
  });

  it('is the same before and after the expired is written as such', () => {
    fc.assert(
      fc.property(records, profiles, (record, profile) => {
        const written = withoutExpiredModes(record, NOW) ?? record;
        expect(countingMode(written, profile, NOW)).toEqual(countingMode(record, profile, NOW));
        expect(withoutExpiredModes(written, NOW)).toBeNull();
      }),
    );
  });

  it('is what lies below, once the manual one is lifted: layers do not overwrite each other', () => {
    fc.assert(
      fc.property(records, wishes, profiles, (record, wish, profile) => {
        const lifted = withLayer(withLayer(record, 'manual', wish), 'manual', null);
        expect(countingMode(lifted, profile, NOW)).toEqual(countingMode(without(record, 'manual'), profile, NOW));
        expect(lifted.revision).toBe(record.revision + 2);
      }),
    );
  });

  it('keeps the automatic ones out while somebody wishes normal by hand', () => {
    const wish = { mode: 'quarantine', actor: 'autopilot', reason: '', at: 1, expiresAt: null } as const;
    const manual = { ...wish, mode: 'normal' } as const;
    const record = { ...NO_MODES, autopilot: wish, manual };
    expect(countingMode(record, 'warmup', NOW)).toMatchObject({ mode: 'normal', source: 'manual' });
  });

  it('expires at the instant, not before', () => {
    const manual = { mode: 'drain', actor: 'alice', reason: '', at: 1, expiresAt: NOW } as const;
    const record = { ...NO_MODES, manual };
    expect(countingMode(record, null, NOW - 1).mode).toBe('drain');
    expect(countingMode(record, 'low_hit', NOW)).toMatchObject({ mode: 'cautious', source: 'pool_profile' });
  });

  it("is nobody's and normal where nobody decided", () => {
    expect(countingMode(NO_MODES, null, NOW)).toEqual({ mode: 'normal', source: 'default', decidedAt: null });
    expect(countingMode(NO_MODES, 'standard', NOW)).toMatchObject({ mode: 'normal', source: 'pool_profile' });
  });
});
