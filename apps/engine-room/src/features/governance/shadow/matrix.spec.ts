import { transition } from '../../../testing/governance-builder';
import { classWords, matrixOf } from './matrix';

describe('the transition matrix', () => {
  it('orders the classes as people think of them, and counts what would be otherwise', () => {
    const matrix = matrixOf([
      transition({ from: null, to: null, count: 2 }),
      transition({ from: 'retryable', to: 'undeliverable', count: 3 }),
      transition({ from: 'deliverable', to: 'deliverable', count: 10 }),
      transition({ from: 'something_new', to: 'unknown', count: 1 }),
    ]);
    expect(matrix.from).toEqual(['deliverable', 'retryable', null, 'something_new']);
    expect(matrix.to).toEqual(['deliverable', 'undeliverable', 'unknown', null]);
    expect([matrix.same, matrix.other]).toEqual([12, 4]);
    expect(matrix.cellOf('retryable', 'undeliverable')?.count).toBe(3);
  });

  it('has a word for an attempt without a reply', () => {
    expect([classWords(null), classWords('policy_blocked')]).toEqual(['no reply', 'policy blocked']);
  });
});
