import { recordedTraces } from '@app/smtp-policy/testing';
import { trace } from '../testing/provider-builders.js';
import { traceFigures } from './trace-figures.js';

const soft = { decision_class: 'retryable' };
const gone = { decision_class: 'undeliverable', confidence_hint: 'high' };
const silent = { decision_class: null, confidence_hint: null, smtp_code: null };

describe('what decision traces tell', () => {
  it('is which addresses a later attempt decided, of those that failed for a while', () => {
    const traces = [
      trace([soft, gone], 2),
      trace([silent, gone], 2),
      trace([soft, soft], 1),
      trace([soft], 1),
      trace([gone], 1),
    ];
    expect(traceFigures(traces).gmail).toMatchObject({ traces: 5, recovered: { part: 2, whole: 4 } });
  });

  it('does not take a domain that accepts everything for a failure', () => {
    const acceptsAll = { decision_class: 'unknown', reason_code: 'catch_all_high_confidence' };
    expect(traceFigures([trace([acceptsAll], 1)]).gmail.recovered.whole).toBe(0);
  });

  it('is which further attempts were in vain: the result is not theirs, or they said the same again', () => {
    const traces = [
      trace([soft, soft, gone], 3),
      trace([soft, soft], 2),
      trace([gone, { decision_class: 'unknown' }], 1),
    ];
    expect(traceFigures(traces).gmail.wasted).toEqual({ part: 3, whole: 4 });
  });

  it('is how often the first claim held where attempts disagreed, by its confidence', () => {
    const traces = [
      trace([{ ...soft, confidence_hint: 'low' }, gone], 2),
      trace([{ ...soft, confidence_hint: 'low' }, gone], 1),
      trace([silent, gone, soft], 2),
      trace([soft, soft], 1),
    ];
    expect(traceFigures(traces).gmail.upheld).toEqual({
      low: { part: 1, whole: 2 },
      medium: { part: 0, whole: 0 },
      high: { part: 1, whole: 1 },
    });
  });

  it('leaves out what was never tried', () => {
    expect(traceFigures([trace([], 1)]).gmail).toMatchObject({ traces: 0, recovered: { part: 0, whole: 0 } });
  });

  it('is as in the recording of real workers', () => {
    const figures = Object.values(traceFigures(recordedTraces()));
    const sum = (pick: (of: (typeof figures)[number]) => number) => figures.reduce((total, of) => total + pick(of), 0);
    expect(sum(({ traces }) => traces)).toBe(992); // 85 were never tried
    expect(sum(({ recovered }) => recovered.part)).toBe(29);
    expect(sum(({ wasted }) => wasted.whole - wasted.part)).toBe(29);
  });
});
