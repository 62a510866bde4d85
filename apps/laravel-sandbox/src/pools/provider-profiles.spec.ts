import { normalisedProfiles } from './provider-profiles.js';

const STANDARD = { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' };

describe('provider profiles', () => {
  it.each([
    [undefined, STANDARD],
    [null, STANDARD],
    ['gmail', STANDARD],
    [['low_hit'], STANDARD],
    [
      { gmail: 'LOW_HIT', yahoo: 'warmup' },
      { ...STANDARD, gmail: 'low_hit', yahoo: 'warmup' },
    ],
    [{ gmail: 'low-hit', microsoft: 7, proton: 'warmup' }, STANDARD],
  ])('of %j are always four', (given, expected) => {
    expect(normalisedProfiles(given)).toEqual(expected);
  });
});
