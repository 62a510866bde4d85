import type { LaravelTrace, TraceRow } from '@app/contracts';
import { OddLaravel, json } from '@app/laravel-client/testing';
import { expectedReplays, recordedPayload, recordedTraces } from '@app/smtp-policy/testing';
import { until } from '@app/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { NO_ROLLOUT } from '../policies/rollout/rollout-record.js';
import { everybodyRuns, type PoliciesAtHand, startDecisions } from './testing/start-decisions.js';
import { answersTraces, type TraceRecords, tracesAsked } from './testing/trace-laravel.js';
import { unfoldedClass } from './traces/trace-row.js';

const PAYLOADS = { 'v4.2.0': recordedPayload('active'), 'v4.3.0-rc1': recordedPayload('candidate') };
/** As if they had been recorded just now, newest first. */
const TRACES: readonly LaravelTrace[] = [...recordedTraces()]
  .reverse()
  .map((trace) => ({ ...trace, observed_at: new Date().toISOString() }));

let laravel: OddLaravel;
let records: TraceRecords;
let policies: PoliciesAtHand;
let app: NestExpressApplication;

const get = (path: string) => request(app.getHttpServer()).get(path).set('Authorization', 'Bearer viewer-token');
const post = (path: string, token: string) =>
  request(app.getHttpServer()).post(path).set('Authorization', `Bearer ${token}`);
const idsOf = (rows: readonly TraceRow[]) => rows.map(({ id }) => id);

beforeEach(async () => {
  records = { traces: TRACES, payloads: {} };
  policies = { rollout: everybodyRuns('v4.2.0'), payloads: PAYLOADS };
  laravel = await OddLaravel.start(answersTraces(records));
  app = await startDecisions(laravel.url, policies);
  await until(async () => tracesAsked(laravel.arrived).length === 10, 5_000);
});

afterEach(async () => {
  await app.close();
  await laravel.goAway();
});

describe('the list of decision traces', () => {
  it('is a page of Laravel, and says where to go on', async () => {
    const { body } = await get('/api/decisions/trace?limit=40').expect(200);
    expect(idsOf(body.data)).toEqual(TRACES.slice(0, 40).map(({ id }) => id));
    expect(body.meta).toEqual({ limit: 40, next_before_id: TRACES[39]?.id, scanned: 40, is_partial: false });
    const { body: last } = await get('/api/decisions/trace?before_id=8').expect(200);
    expect(idsOf(last.data)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(last.meta).toEqual({ limit: 25, next_before_id: 0, scanned: 7, is_partial: false });
  });

  it('sends on what Laravel filters, trimmed and in small letters', async () => {
    await get('/api/decisions/trace?provider=%20Gmail&reason_tag=Unknown_Transient&policy_version=%20v4.2.0%20');
    const asked = tracesAsked(laravel.arrived).at(-1)?.path;
    expect(asked).toMatch(/\?provider=gmail&reason_tag=unknown_transient&policy_version=v4\.2\.0&limit=25$/);
  });

  it.each(['retryable', 'policy_blocked', 'undeliverable', 'unknown'])(
    'finds %s by the class before it was folded, page by page, each trace once',
    async (word) => {
      const found: number[] = [];
      let before = '';
      do {
        const { body } = await get(`/api/decisions/trace?decision_class=${word}&limit=90${before}`).expect(200);
        found.push(...idsOf(body.data));
        before = body.meta.next_before_id === 0 ? '' : `&before_id=${body.meta.next_before_id}`;
      } while (before !== '');
      expect(found).toEqual(TRACES.filter((trace) => unfoldedClass(trace) === word).map(({ id }) => id));
    },
  );

  it('ends a search for what is rare after a thousand traces from Laravel, and says so', async () => {
    const offset = 10_000;
    records.traces = Array.from({ length: 3 }, (_, part) =>
      TRACES.map((one) => ({ ...one, id: one.id + offset * (3 - part) })),
    )
      .flat()
      .map((one) => ({ ...one, decision_class: 'unknown' }));
    const { body } = await get('/api/decisions/trace?decision_class=deliverable&limit=5').expect(200);
    expect(body).toMatchObject({ data: [], meta: { scanned: 1_000, is_partial: true } });
    const { body: next } = await get(
      `/api/decisions/trace?decision_class=deliverable&limit=5&before_id=${body.meta.next_before_id}`,
    ).expect(200);
    expect(next.meta.scanned).toBeGreaterThanOrEqual(1_000);
  });

  it('refuses what it cannot filter by, and names the field', async () => {
    const refused = [
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=ten', 'limit'],
      ['before_id=0', 'before_id'],
      ['before_id=-3', 'before_id'],
      ['provider=aol', 'provider'],
      ['decision_class=lost', 'decision_class'],
      [`reason_tag=${'x'.repeat(65)}`, 'reason_tag'],
      ['colour=red', 'colour'],
    ] as const;
    for (const [query, field] of refused) {
      const { body } = await get(`/api/decisions/trace?${query}`).expect(400);
      expect(body.fields).toEqual([expect.objectContaining({ field })]);
    }
  });

  it('tells what Laravel answered', async () => {
    const invalid = { message: 'The provider is invalid.', errors: { provider: ['invalid'] } };
    for (const [behaviour, status] of [
      [json(422, invalid), 422],
      [json(500, { message: 'Server Error' }), 503],
      [json(200, { data: 'no list' }), 502],
    ] as const) {
      laravel.behave(behaviour);
      await get('/api/decisions/trace').expect(status);
    }
  });

  it('leaves Laravel to others when it was asked too often', async () => {
    for (let count = 0; count < 60; count += 1) await get('/api/decisions/trace?limit=1').expect(200);
    const { headers } = await get('/api/decisions/trace?limit=1').expect(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is for viewers, and for nobody without credentials', async () => {
    await request(app.getHttpServer()).get('/api/decisions/trace').expect(401);
    await request(app.getHttpServer())
      .get('/api/decisions/trace')
      .set('Authorization', 'Bearer worker-token')
      .expect(403);
  });
});

describe('one decision trace', () => {
  it('is found in memory, or at Laravel', async () => {
    const calls = tracesAsked(laravel.arrived).length;
    expect((await get('/api/decisions/1000').expect(200)).body.data.id).toBe(1_000);
    expect(tracesAsked(laravel.arrived)).toHaveLength(calls);
    expect((await get('/api/decisions/3').expect(200)).body.data.id).toBe(3);
    expect(tracesAsked(laravel.arrived).at(-1)?.path).toMatch(/\?limit=1&before_id=4$/);
  });

  it('is not another one, and has a number for an id', async () => {
    await get('/api/decisions/5000').expect(404);
    await get('/api/decisions/abc').expect(400);
  });
});

describe('the explanation of a decision', () => {
  const explain = async (id: number, query = '') =>
    (await get(`/api/decisions/${id}/explain${query}`).expect(200)).body.data;
  const find = (test: (trace: LaravelTrace) => boolean) => {
    const trace = TRACES.find(test);
    if (trace === undefined) throw new Error('no such trace was recorded');
    return trace;
  };

  it('is by the policy that the row names', async () => {
    const trace = find(({ policy_version: version }) => version === 'v4.3.0-rc1');
    const data = await explain(trace.id);
    expect(data).toMatchObject({ policy_version: 'v4.3.0-rc1', policy_basis: 'named_by_row', replay: null });
    const final = data.attempts.find((attempt: { is_final: boolean }) => attempt.is_final);
    expect(final.decided_by).toBe('rule');
    expect(data.summary).toContain(trace.matched_rule_id);
  });

  it('is by what is built into workers, where the row names that', async () => {
    const trace = find(({ policy_version: version }) => version === 'v4');
    expect(await explain(trace.id)).toMatchObject({ policy_version: 'v4', policy_basis: 'built_in' });
  });

  it('is by what is active, where no rule decided, and says that this is a guess', async () => {
    const trace = find(
      ({ policy_version: version, attempt_chain: [first] }) => version === null && Boolean(first?.smtp_code),
    );
    const data = await explain(trace.id);
    expect(data).toMatchObject({ policy_version: 'v4.2.0', policy_basis: 'active_now' });
    expect(data.not_known).toContain('Whether the version that is active now was in force then.');
  });

  it('says what the row says, where its payload is not at hand', async () => {
    policies.payloads = {};
    const trace = find(({ policy_version: version }) => version === 'v4.2.0');
    expect(await explain(trace.id)).toMatchObject({ policy_version: null, policy_basis: 'unknown' });
  });

  it('comes with what another version would have made of it', async () => {
    const changed = expectedReplays().filter(({ changed: isChanged, candidate }) => isChanged && !candidate?.truncated);
    for (const { trace_id: id, candidate } of changed.slice(0, 20)) {
      const { replay } = await explain(id, '?version=v4.3.0-rc1');
      expect(replay.classes).toContain(candidate?.decision_class);
      if (['exact', 'inferred'].includes(replay.kind)) expect(replay.because).toMatch(/^It becomes /);
    }
  });

  it('is refused for a version that nobody knows, and for too many of them', async () => {
    await get('/api/decisions/1000/explain?version=v9').expect(404);
    for (let count = 0; count < 30; count += 1) await get(`/api/decisions/1000/explain?version=x${count}`);
    await get('/api/decisions/1000/explain?version=v10').expect(503);
    await get('/api/decisions/1000/explain?version=v9').expect(404);
  });

  it('never contradicts what a row says, whichever policy it finds', async () => {
    for (const trace of TRACES.slice(0, 1_000).filter(({ id }) => id % 5 === 0)) {
      const { attempts } = await explain(trace.id);
      for (const attempt of attempts) {
        if (!attempt.is_final || attempt.decided_by === 'no_reply') continue;
        expect([trace.id, attempt.decided_by]).toEqual([
          trace.id,
          trace.matched_rule_id === null ? 'fallback' : 'rule',
        ]);
      }
    }
  });
});

describe('clusters of unresolved replies', () => {
  it('are listed largest first, with where they are from', async () => {
    const { body } = await get('/api/decisions/clusters?limit=3').expect(200);
    expect(body.data).toHaveLength(3);
    expect(body.meta).toMatchObject({ source: { state: 'fresh' }, traces: 1_000 });
    expect(body.meta.unresolved + body.meta.resolved).toBeLessThanOrEqual(1_000);
    const { body: yahoo } = await get('/api/decisions/clusters?provider=yahoo').expect(200);
    expect(new Set(yahoo.data.map(({ provider }: { provider: string }) => provider))).toEqual(new Set(['yahoo']));
  });

  it('give a draft of a rule to operators, tried in the active policy', async () => {
    const { body } = await get('/api/decisions/clusters?provider=gmail&limit=1').expect(200);
    const [cluster] = body.data;
    await post(`/api/decisions/clusters/${cluster.id}/draft-rule`, 'viewer-token').expect(403);
    const { body: drafted } = await post(`/api/decisions/clusters/${cluster.id}/draft-rule`, 'operator-token').expect(
      200,
    );
    expect(drafted.data).toMatchObject({
      profile: 'gmail',
      base_version: 'v4.2.0',
      rule: { provider_scope: 'gmail' },
      effect: { traces: 1_000 },
    });
    expect(drafted.data.cautions.length).toBeGreaterThan(0);
  });

  it('are tried in what is built into workers, where nothing is active', async () => {
    policies.rollout = NO_ROLLOUT;
    const { body } = await get('/api/decisions/clusters?provider=gmail&limit=1').expect(200);
    const path = `/api/decisions/clusters/${body.data[0].id}/draft-rule`;
    expect((await post(path, 'operator-token').expect(200)).body.data.base_version).toBeNull();
  });

  it('give no rule for replies that accept, nor for a cluster that is gone', async () => {
    const { body } = await get('/api/decisions/clusters?limit=200').expect(200);
    const accepting = body.data.find(({ smtp_code: code }: { smtp_code: number }) => code < 300);
    await post(`/api/decisions/clusters/${accepting.id}/draft-rule`, 'operator-token').expect(422);
    await post('/api/decisions/clusters/0123456789ab/draft-rule', 'operator-token').expect(404);
    await post('/api/decisions/clusters/nonsense/draft-rule', 'operator-token').expect(400);
  });
});

describe('without Laravel', () => {
  it('everything says so', async () => {
    const alone = await startDecisions(null, policies);
    const ask = (path: string) => request(alone.getHttpServer()).get(path).set('Authorization', 'Bearer viewer-token');
    for (const path of [
      '/api/decisions/trace',
      '/api/decisions/7',
      '/api/decisions/7/explain',
      '/api/decisions/clusters',
    ]) {
      const { body } = await ask(path).expect(503);
      expect(body.title).toBe('laravel_not_configured');
    }
    await alone.close();
  });
});
