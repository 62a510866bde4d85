import { beatBody } from '../testing/builders.js';
import { parseWithoutNulls, readReport } from './worker-report.js';

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

  it('may hold nulls anywhere, which count as absent', () => {
    const text =
      '{"worker_id":"w1","host":null,"smtp_metrics":{"tempfail_rate":null},"provider_metrics":[{"provider":"gmail","policy_block_rate":null}]}';
    const reading = readReport(parseWithoutNulls(text));
    expect(reading).toMatchObject({ kind: 'valid', report: { worker_id: 'w1', smtp_metrics: {} } });
    expect(JSON.stringify(reading)).not.toContain('null');
    expect(reading).not.toHaveProperty('report.provider_metrics.0.policy_block_rate');
  });

  it('has whatever nobody knows taken out of its objects: it would be kept, shown and sent on', () => {
    const nested = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
    const body = {
      worker_id: 'w1',
      stage_metrics: { x: nested },
      provider_metrics: [{ provider: 'gmail', y: nested }],
    };
    expect(readReport(body)).toMatchObject({
      kind: 'valid',
      report: { stage_metrics: {}, provider_metrics: [{ provider: 'gmail' }] },
    });
    expect(JSON.stringify(readReport(body)).length).toBeLessThan(300);
  });

  it('has figures out of range cut and counted, never believed', () => {
    const rates = { tempfail_rate: 7, reject_rate: -1, unknown_rate: 0.5 };
    const reading = readReport({
      worker_id: 'w1',
      smtp_metrics: rates,
      provider_metrics: [{ provider: 'x', ...rates }],
    });
    const cut = { tempfail_rate: 1, reject_rate: 0, unknown_rate: 0.5 };
    expect(reading).toMatchObject({ clamped: 4, report: { smtp_metrics: cut, provider_metrics: [cut] } });
    expect(readReport({ worker_id: 'w1', pool_health_hint: 1e308 })).toMatchObject({
      clamped: 1,
      report: { pool_health_hint: 1 },
    });
  });

  it.each([
    ['no id', {}, 'worker_id'],
    ['an empty id', { worker_id: '' }, 'worker_id'],
    ['an id with a line break', { worker_id: 'a\nb' }, 'worker_id'],
    ['an id that browsers resolve', { worker_id: '..' }, 'worker_id'],
    ['an id with white space around it', { worker_id: ' w' }, 'worker_id'],
    ['an id that only looks like another', { worker_id: '7\u200b' }, 'worker_id'],
    ['an id that is no text', { worker_id: '\ud800' }, 'worker_id'],
    ['a pool with a line break', { worker_id: 'w', pool: 'a\nb' }, 'pool'],
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
