import { measure } from '../../../testing/governance-builder';
import { bandOf, gateOf } from './comparison';

describe('the band and the gate', () => {
  it('lie around the rate of the rest', () => {
    const said = measure({ rest: 0.1, low: -0.02, high: 0.03, threshold: 0.05 });
    expect(bandOf(said)?.map((value) => value.toFixed(2))).toEqual(['0.08', '0.13']);
    expect(gateOf(said)).toBeCloseTo(0.15);
  });

  it('are not drawn where nothing is known', () => {
    expect(bandOf(measure({ low: null, high: null }))).toBeNull();
    expect(gateOf(measure({ rest: null }))).toBeNull();
  });

  it('never leave the range of a share', () => {
    expect(bandOf(measure({ rest: 0.01, low: -0.2, high: 0.02 }))?.[0]).toBe(0);
  });
});
