import { missingOf } from './missing';

describe('missingOf', () => {
  it('says each reason once, with all that it is true of', () => {
    const because = 'No live worker reported about it.';
    const rows = [
      { provider: 'yahoo', why: { tempfail_rate: because, unknown: because } },
      { provider: 'gmail', why: { tempfail_rate: because, new_figure: 'Not built.' } },
    ] as const;
    expect(missingOf(rows)).toEqual([
      { because, providers: ['gmail', 'yahoo'], figures: ['tempfail', 'unknown'] },
      { because: 'Not built.', providers: ['gmail'], figures: ['new_figure'] },
    ]);
  });
});
