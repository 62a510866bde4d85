import { beatBody } from '../testing/builders.js';
import { readReport } from './worker-report.js';

function problemsOf(body: unknown): readonly string[] {
  const reading = readReport(body);
  return reading.kind === 'invalid' ? reading.fields.map(({ field }) => field) : [];
}

describe('a beat', () => {
  it('is taken as a fresh worker sends it', () => {
    expect(readReport(beatBody())).toMatchObject({ kind: 'valid', unknownFields: 0, clamped: 0 });
  });

  it('needs nothing but a worker id, and means running without a status', () => {
    expect(readReport({ worker_id: 'w1' })).toMatchObject({ kind: 'valid', report: { status: 'running' } });
    expect(readReport({ worker_id: 'w1', status: '' })).toMatchObject({ report: { status: 'running' } });
  });

  it('may hold fields nobody knows; they are counted and left out', () => {
    const reading = readReport({ ...beatBody(), colour: 'blue', mood: 1 });
    expect(reading).toMatchObject({ kind: 'valid', unknownFields: 2 });
    expect(reading).not.toHaveProperty('report.colour');
  });

  it('may hold nulls, which count as absent', () => {
    const reading = readReport({ worker_id: 'w1', host: null, tags: null, smtp_metrics: { tempfail_rate: null } });
    expect(reading).toMatchObject({ kind: 'valid', report: { smtp_metrics: { tempfail_rate: 0 } } });
    expect(reading).not.toHaveProperty('report.host');
  });

  it('has rates beyond 0 and 1 cut and counted, never believed', () => {
    const rates = { tempfail_rate: 7, reject_rate: -1, unknown_rate: 0.5 };
    const reading = readReport({
      worker_id: 'w1',
      smtp_metrics: rates,
      provider_metrics: [{ provider: 'x', ...rates }],
    });
    const cut = { tempfail_rate: 1, reject_rate: 0, unknown_rate: 0.5 };
    expect(reading).toMatchObject({ clamped: 4, report: { smtp_metrics: cut, provider_metrics: [cut] } });
  });

  it.each([
    ['no id', {}, 'worker_id'],
    ['an empty id', { worker_id: '' }, 'worker_id'],
    ['an id with a line break', { worker_id: 'a\nb' }, 'worker_id'],
    ['a status in capitals', { worker_id: 'w', status: 'RUNNING' }, 'status'],
    [
      'a fraction as a counter',
      { worker_id: 'w', stage_metrics: { screening: { processed: 1.5 } } },
      'stage_metrics.screening.processed',
    ],
    ['a negative counter', { worker_id: 'w', retry_anti_affinity_hits: -1 }, 'retry_anti_affinity_hits'],
    ['text as a number', { worker_id: 'w', smtp_metrics: { tempfail_rate: '0.1' } }, 'smtp_metrics.tempfail_rate'],
    ['too many tags', { worker_id: 'w', tags: Array.from({ length: 101 }, String) }, 'tags'],
    ['a provider without a name', { worker_id: 'w', provider_metrics: [{}] }, 'provider_metrics.0.provider'],
  ])('with %s is refused, naming the field', (_, body, field) => {
    expect(problemsOf(body)).toContain(field);
  });

  it.each([null, 'text', 7, []])('that is %p is refused', (body) => {
    expect(readReport(body).kind).toBe('invalid');
  });
});
