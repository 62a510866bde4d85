import { reconcile } from './reconcile.js';

const written = (...lineage: readonly string[]) => ({ value: null, lineage });

describe('what a replica knows and what is stored', () => {
  it('are the same when the same write made them', () => {
    expect(reconcile(written('b', 'a'), written('b', 'a'))).toBe('keep');
    expect(reconcile(undefined, undefined)).toBe('keep');
  });

  it('differ because somebody wrote since: the stored one is taken', () => {
    expect(reconcile(written('a'), written('c', 'b', 'a'))).toBe('take');
    expect(reconcile(undefined, written('a'))).toBe('take');
  });

  it('differ because Redis lost confirmed writes: they are given back', () => {
    expect(reconcile(written('c', 'b', 'a'), written('a'))).toBe('restore');
    expect(reconcile(written('a'), undefined)).toBe('restore');
  });

  it('differ because somebody decided after a loss: that decision stands, whatever its revision', () => {
    expect(reconcile(written('c', 'b', 'a'), written('x'))).toBe('conflict');
    expect(reconcile(written('b', 'a'), written('x', 'a'))).toBe('conflict');
  });
});
