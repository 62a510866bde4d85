import { FAILURES, Failure, type FailureCode } from './failure.js';
import { defectProblem, failureHeaders, problemOf } from './problem.js';

describe('problemOf', () => {
  it.each(Object.entries(FAILURES) as [FailureCode, number][])('has code %s with status %d', (code, status) => {
    expect(problemOf(new Failure(code, 'It went wrong'), 'r-1')).toEqual({
      type: `/problems/${code}`,
      title: code,
      status,
      detail: 'It went wrong',
      error: 'It went wrong',
      request_id: 'r-1',
    });
  });

  it('names fields and keeps the cause to itself', () => {
    const cause = new Error('redis://:hunter2@redis');
    const problem = problemOf(
      new Failure('invalid_request', 'x', { cause, fields: [{ field: 'a', problem: 'b' }] }),
      'r-1',
    );
    expect(problem.fields).toEqual([{ field: 'a', problem: 'b' }]);
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('says when to come back, and nothing when that is unknown', () => {
    const away = new Failure('store_unavailable', 'x', { retryAfterSeconds: 5, headers: { Allow: 'GET' } });
    expect(failureHeaders(away)).toEqual({ Allow: 'GET', 'Retry-After': '5' });
    expect(failureHeaders(new Failure('not_found', 'x'))).toEqual({});
  });

  it('tells of a defect only where to look', () => {
    expect(defectProblem('r-1')).toMatchObject({ status: 500, title: 'internal_error', request_id: 'r-1' });
  });
});
