import { StoppedClock } from '@app/service';
import { ModeExpiry } from './mode-expiry.js';
import { ProviderModesService } from './provider-modes.service.js';
import { ProviderModesStore } from './provider-modes.store.js';
import { InMemoryJournal } from './testing/in-memory-journal.js';

const ALICE = { actor: 'alice', reason: 'bad replies', requestId: 'r1' };

async function opened(now = 1_000) {
  const journal = new InMemoryJournal();
  const store = new ProviderModesStore(journal.asService);
  const clock = new StoppedClock(now);
  await journal.synchronise();
  return { journal, store, clock, modes: new ProviderModesService(store, clock) };
}

describe('provider modes', () => {
  it('are set with an entry that says by whom and why', async () => {
    const { modes, journal } = await opened();
    await modes.setManually('gmail', { ...ALICE, mode: 'cautious', forMs: 60_000 });
    expect(modes.effective('gmail', 60_999)).toBe('cautious');
    expect(modes.effective('gmail', 61_000)).toBe('normal');
    expect(journal.entries).toMatchObject([
      { kind: 'provider.mode', action: 'set_cautious', actor: 'alice', source: 'operator', target: 'gmail' },
    ]);
  });

  it('go back to automatic, and do not write that twice', async () => {
    const { modes, journal } = await opened();
    await modes.setAutopilotMode('gmail', 'cautious', 'unknowns rise');
    await modes.setManually('gmail', { ...ALICE, mode: 'normal', forMs: null });
    expect(modes.effective('gmail', 1_000)).toBe('normal');
    expect(await modes.liftManual('gmail', ALICE)).toMatchObject({ manual: null, revision: 3 });
    expect(modes.effective('gmail', 1_000)).toBe('cautious');
    expect(await modes.liftManual('gmail', ALICE)).toMatchObject({ revision: 3 });
    expect(journal.entries.map(({ action }) => action)).toEqual(['set_cautious', 'set_normal', 'lift_mode']);
  });

  it('of the autopilot stay below manual ones, and are written once', async () => {
    const { modes, journal } = await opened();
    await modes.setManually('yahoo', { ...ALICE, mode: 'drain', forMs: null });
    await modes.setAutopilotMode('yahoo', 'cautious', 'unknowns rise');
    await modes.setAutopilotMode('yahoo', 'cautious', 'unknowns rise');
    expect([modes.effective('yahoo', 1_000), modes.autopilotMode('yahoo')]).toEqual(['drain', 'cautious']);
    expect(modes.manuallyRestricted(1_000)).toEqual(['yahoo']);
    await modes.setAutopilotMode('yahoo', null, 'all is well');
    expect(modes.autopilotMode('yahoo')).toBe('normal');
    expect(journal.entries.map(({ actor, source }) => `${actor} ${source}`)).toEqual([
      'alice operator',
      'autopilot automation',
      'autopilot automation',
    ]);
  });

  it('set by hand to normal restrict nothing', async () => {
    const { modes } = await opened();
    await modes.setManually('gmail', { ...ALICE, mode: 'normal', forMs: null });
    expect(modes.manuallyRestricted(1_000)).toEqual([]);
  });

  it('are refused while nobody knows what was decided, and when Redis is away', async () => {
    const journal = new InMemoryJournal();
    const modes = new ProviderModesService(new ProviderModesStore(journal.asService), new StoppedClock(0));
    const wish = { ...ALICE, mode: 'drain', forMs: null } as const;
    await expect(modes.setManually('gmail', wish)).rejects.toMatchObject({ code: 'intents_unknown' });
    await journal.synchronise();
    journal.isAway = true;
    await expect(modes.setManually('gmail', wish)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(modes.effective('gmail', 0)).toBe('normal');
  });

  it('that are over are written as such; when Redis is away the next look tries again', async () => {
    const { modes, journal, store, clock } = await opened();
    await modes.setManually('gmail', { ...ALICE, mode: 'drain', forMs: 60_000 });
    const expiry = new ModeExpiry(store, clock);
    await expiry.look();
    clock.advance(60_000);
    journal.isAway = true;
    await expiry.look();
    expect(journal.entries).toHaveLength(1);
    journal.isAway = false;
    await expiry.look();
    await expiry.look();
    expect(store.find('gmail')).toMatchObject({ manual: null, revision: 2 });
    expect(journal.entries).toMatchObject([{}, { action: 'expire', source: 'automation', target: 'gmail' }]);
  });
});
