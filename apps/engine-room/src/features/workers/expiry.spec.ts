import { expiryOf } from './expiry';

describe('expiryOf', () => {
  it('reads the presets', () => {
    expect(expiryOf('never', '')).toEqual({ kind: 'ok', seconds: null });
    expect(expiryOf('240', '')).toEqual({ kind: 'ok', seconds: 14_400 });
  });

  it.each([
    ['1', 60],
    ['10080', 604_800],
    [' 90 ', 5_400],
  ])('takes %p minutes', (typed, seconds) => {
    expect(expiryOf('other', typed)).toEqual({ kind: 'ok', seconds });
  });

  it.each(['', '0', '10081', '1.5', '-3', 'soon'])('refuses %p', (typed) => {
    expect(expiryOf('other', typed).kind).toBe('wrong');
  });
});
