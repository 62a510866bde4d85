import type { LiveState } from '../live/live-store';
import { connectionAt } from './connection';

const state = (over: Partial<LiveState> = {}): LiveState => ({
  link: 'open',
  lastDataAt: 100_000,
  pausedAt: null,
  clockOffsetMs: 0,
  ...over,
});

describe('connectionAt', () => {
  it('is live while data comes', () => {
    expect(connectionAt(state(), 101_000)).toEqual({ kind: 'live', ageMs: 1_000 });
  });

  it('does not call an open stream live that has been quiet for over ten seconds', () => {
    expect(connectionAt(state(), 110_000).kind).toBe('live');
    expect(connectionAt(state(), 110_001)).toEqual({ kind: 'quiet', ageMs: 10_001 });
  });

  it('says how old the data is while it reconnects', () => {
    expect(connectionAt(state({ link: 'lost' }), 112_000)).toEqual({ kind: 'reconnecting', ageMs: 12_000 });
    expect(connectionAt(state({ link: 'lost', lastDataAt: null }), 112_000)).toEqual({
      kind: 'reconnecting',
      ageMs: null,
    });
  });

  it('is paused when the operator wants it so, whatever the link does', () => {
    expect(connectionAt(state({ link: 'lost', pausedAt: 105_000 }), 112_000)).toEqual({ kind: 'paused', at: 100_000 });
  });

  it('distinguishes the first connection from a later one', () => {
    expect(connectionAt(state({ link: 'opening', lastDataAt: null }), 0).kind).toBe('connecting');
    expect(connectionAt(state({ link: 'opening' }), 101_000).kind).toBe('reconnecting');
  });

  it('says when we are not let in', () => {
    expect(connectionAt(state({ link: 'signed_out' }), 101_000).kind).toBe('signed_out');
  });
});
