import type { JournalEntry } from '@app/contracts';
import { NO_ROLLOUT } from '../../policies/rollout/rollout-record.js';
import { SLOW, openPolls } from './testing/open-polls.js';

const ALICE = { actor: 'alice', reason: '', requestId: null };
const told = (answer: { readonly modes: readonly { provider: string; mode: string; source: string }[] }) =>
  answer.modes.map(({ provider, mode, source }) => `${provider} ${mode} ${source}`);

const ALL_DEFAULT = ['generic', 'gmail', 'microsoft', 'yahoo'].map((provider) => `${provider} normal default`);

describe('a poll', () => {
  it('is refused while nobody knows what was decided: the worker keeps what it has', () => {
    expect(() => openPolls().polls.answer({ workerId: '', pool: '' })).toThrow(
      expect.objectContaining({ code: 'intents_unknown', retryAfterSeconds: 2 }),
    );
  });

  it('is told all four providers, so that a lifted mode is cleared', async () => {
    const { journal, polls, modes } = openPolls();
    await journal.synchronise();
    await modes.setManually('gmail', { ...ALICE, mode: 'drain', forMs: null });
    expect(polls.answer({ workerId: '', pool: 'edge' })).toMatchObject({
      reload_count: 0,
      modes: [{}, { provider: 'gmail', mode: 'drain', source: 'manual', updated_at: '1970-01-01T00:00:01Z' }, {}, {}],
    });
    await modes.liftManual('gmail', ALICE);
    expect(told(polls.answer({ workerId: '', pool: 'edge' }))).toEqual(ALL_DEFAULT);
  });

  it('of a registered pool is told its profiles, whatever the case; one of another pool is not', async () => {
    const { journal, polls, profiles } = openPolls({ isConfigured: true, laravel: [SLOW], kept: null });
    await journal.synchronise();
    await profiles.look();
    expect(told(polls.answer({ workerId: '', pool: 'SLOW' }))).toEqual([
      'generic normal pool_profile',
      'gmail cautious pool_profile',
      'microsoft normal pool_profile',
      'yahoo degraded_probe pool_profile',
    ]);
    expect(told(polls.answer({ workerId: '', pool: 'other' }))).toEqual(ALL_DEFAULT);
  });

  it('of an archived pool is told nothing of its profiles', async () => {
    const archived = { ...SLOW, is_active: false };
    const { journal, polls, profiles } = openPolls({ isConfigured: true, laravel: [archived], kept: null });
    await journal.synchronise();
    await profiles.look();
    expect(told(polls.answer({ workerId: '', pool: 'slow' }))).toEqual(ALL_DEFAULT);
  });

  it('after a start without Laravel is told what the kept copy says', async () => {
    const sources = { isConfigured: true, laravel: [SLOW] as (typeof SLOW)[] | null, kept: null };
    const before = openPolls(sources);
    await before.profiles.look();
    sources.laravel = null;
    const after = openPolls(sources);
    await after.journal.synchronise();
    await Promise.all([after.profiles.look(), after.profiles.restore()]);
    expect(told(after.polls.answer({ workerId: '', pool: 'slow' }))).toContain('gmail cautious pool_profile');
  });

  it('while nobody has ever read the pools is told only what was decided, as its profile may be stricter', async () => {
    const { journal, polls, modes, profiles } = openPolls({ isConfigured: true, laravel: null, kept: null });
    await journal.synchronise();
    await Promise.all([profiles.look(), profiles.restore()]);
    expect(polls.answer({ workerId: '', pool: 'slow' }).modes).toEqual([]);
    expect(told(polls.answer({ workerId: '', pool: '' }))).toEqual(ALL_DEFAULT); // no pool, no profile
    await modes.setManually('gmail', { ...ALICE, mode: 'normal', forMs: null });
    expect(told(polls.answer({ workerId: '', pool: 'slow' }))).toEqual(['gmail normal manual']);
  });

  it('says how often somebody asked for a reload, and when', async () => {
    const { journal, polls, reloads } = openPolls();
    await journal.synchronise();
    await reloads.reload(ALICE);
    expect(polls.answer({ workerId: '', pool: '' })).toMatchObject({
      reload_count: 1,
      last_reload_at: '1970-01-01T00:00:01Z',
    });
  });

  it('is remembered with the name it gave', async () => {
    const { journal, polls, memory } = openPolls();
    await journal.synchronise();
    polls.answer({ workerId: 'w1', pool: 'edge' });
    expect([memory.keyedBy('w1', 'edge'), memory.keyedBy('w2', 'edge')]).toEqual(['worker', 'pool']);
  });
});

describe('a rollout', () => {
  const entry = { kind: 'policy.rollout', action: 'promote', target: 'smtp' } as JournalEntry;
  const cohort = { upTo: { edge: 1, rest: 0 }, upToElsewhere: 0, pools: ['edge'] };
  const canary = { ...NO_ROLLOUT, stable: 'v1', canary: { version: 'v2', percent: 25, cohort }, revision: 1 };

  it('tells each side its version in polls and in beats alike', async () => {
    const { journal, polls, notice, rollout } = openPolls();
    await journal.synchronise();
    expect(notice.jsonFor('w1', 'edge')).toBe(',"policy_reload":0');
    await rollout.save('smtp', canary, entry);
    const inside = polls.answer({ workerId: 'w1', pool: 'edge' });
    const outside = polls.answer({ workerId: 'w2', pool: 'rest' });
    expect(inside).toMatchObject({ active_version: 'v2', stable_version: 'v1', canary: { in_cohort: true } });
    expect(outside).toMatchObject({ active_version: 'v1', canary: { version: 'v2', percent: 25, in_cohort: false } });
    expect(notice.jsonFor('w1', 'edge')).toBe(',"policy_version":"v2","policy_reload":1');
    expect(notice.jsonFor('w1', 'rest')).toBe(',"policy_version":"v1","policy_reload":1'); // it has moved
  });
});

describe('the notice in a beat', () => {
  it('is empty until everything that was decided is read', () => {
    expect(openPolls().notice.jsonFor('w1', 'edge')).toBe('');
  });

  it('changes with each reload and with each change of a mode', async () => {
    const { journal, notice, modes, reloads } = openPolls();
    await journal.synchronise();
    const seen = [notice.jsonFor('w1', 'edge')];
    await reloads.reload(ALICE);
    seen.push(notice.jsonFor('w1', 'edge'));
    await modes.setManually('gmail', { ...ALICE, mode: 'drain', forMs: null });
    seen.push(notice.jsonFor('w1', 'edge'));
    expect(seen).toEqual([',"policy_reload":0', ',"policy_reload":1', ',"policy_reload":2']);
  });
});
