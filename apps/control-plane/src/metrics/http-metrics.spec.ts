import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestLabels } from './http-metrics.js';

const request = (parts: object) => ({ method: 'GET', ...parts }) as IncomingMessage;
const response = (statusCode: number, writableFinished = true) => ({ statusCode, writableFinished }) as ServerResponse;

describe('requestLabels', () => {
  it('have patterns and classes', () => {
    const labels = requestLabels(
      request({ route: { path: '/api/workers/:workerId/pause' }, method: 'POST' }),
      response(409),
    );
    expect(labels).toEqual({ method: 'POST', route: '/api/workers/:workerId/pause', status_class: '4xx' });
  });

  it('do not grow with what callers make up', () => {
    expect(requestLabels(request({ method: 'PROPFIND', url: '/made/up' }), response(404))).toEqual({
      method: 'other',
      route: 'none',
      status_class: '4xx',
    });
  });

  it('tell an answer that nobody waited for', () => {
    expect(requestLabels(request({}), response(200, false))).toMatchObject({ status_class: 'aborted' });
  });
});
