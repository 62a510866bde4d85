import type { WorkerRow } from '@app/contracts';
import { worker } from '../../testing/fleet-builder';
import { progressOf, type Asked } from './progress';

const asked = (over: Partial<Asked> = {}): Asked => ({
  status: 'success',
  variables: { action: 'pause' },
  data: { intent_revision: 4 },
  submittedAt: 0,
  ...over,
});
const row = (revision: number, convergence: WorkerRow['convergence'] = 'accepted') =>
  worker({ convergence, intent: { desired: 'paused', decision: null, quarantine: null, revision } });

const step = (...args: Parameters<typeof progressOf>) => {
  const progress = progressOf(...args);
  return progress?.kind === 'under_way' ? progress.step : (progress?.kind ?? null);
};

describe('progressOf', () => {
  it('is pending while the request is under way', () => {
    expect(step(asked({ status: 'pending', data: undefined }), row(3, 'effective'), 0)).toBe('pending');
  });

  it('is accepted as soon as it is stored, although the row still tells of the former decision', () => {
    expect(step(asked(), row(3, 'effective'), 0)).toBe('accepted');
  });

  it('follows the row once it knows of the decision', () => {
    expect(step(asked(), row(4, 'accepted'), 0)).toBe('accepted');
    expect(step(asked(), row(4, 'told'), 0)).toBe('told');
    expect(step(asked(), row(4, 'effective'), 0)).toBe('effective');
  });

  it('does not credit us with what somebody decided after us', () => {
    expect(step(asked(), row(5, 'effective'), 0)).toBe('overtaken');
  });

  it('ends its story some time after, but never before the worker has confirmed', () => {
    expect(step(asked(), row(4, 'effective'), 120_001)).toBeNull();
    expect(step(asked(), row(4, 'told'), 3_600_000)).toBe('told');
  });

  it('tells nothing of a refused request', () => {
    expect(step(asked({ status: 'error', data: undefined }), row(3), 0)).toBeNull();
    expect(step(undefined, row(3), 0)).toBeNull();
  });
});
