import { autopilotEvent, rolloutEntry } from '../../../testing/governance-builder';
import { storyOf } from './story';

describe('the story of a rollout', () => {
  it('puts what people and the autopilot did in one order, newest first', () => {
    const lines = storyOf(
      [autopilotEvent({ at: '2026-03-01T02:30:00Z', action: 'hold' })],
      [rolloutEntry({ created_at: '2026-03-01T02:00:00Z' })],
    );
    expect(lines.map(({ what, who }) => `${what} ${who}`)).toEqual(['hold autopilot', 'promote ana']);
  });

  it('tells once what the autopilot did, by its own event, which has the figures', () => {
    const at = '2026-03-01T02:30:00Z';
    const step = rolloutEntry({ action: 'step', source: 'automation', triggered_by: 'autopilot', created_at: at });
    expect(storyOf([autopilotEvent({ at, action: 'step' })], [step])).toHaveLength(1);
    expect(storyOf([], [step])).toHaveLength(1);
    expect(storyOf([autopilotEvent({ at, action: 'step', is_dry_run: true })], [step])).toHaveLength(2);
  });

  it('does not call finished what ended before everybody had it', () => {
    const finish = { action: 'finish', at: '2026-03-01T02:30:00Z' } as const;
    const lines = storyOf(
      [autopilotEvent({ ...finish, percent: 25 }), autopilotEvent({ ...finish, percent: 100 })],
      [],
    );
    expect(lines.map(({ what }) => what)).toEqual(['ended', 'finish']);
  });

  it('says where a step back came from, and what a check came to', () => {
    const [back, checked] = storyOf(
      [],
      [
        rolloutEntry({ action: 'rollback', version: 'v4', from_version: 'v5' }),
        rolloutEntry({ action: 'validate', validation_status: 'invalid', created_at: '2026-03-01T02:00:00Z' }),
      ],
    );
    expect([back?.from, checked?.what, checked?.from]).toEqual(['v5', 'found_invalid', null]);
  });
});
