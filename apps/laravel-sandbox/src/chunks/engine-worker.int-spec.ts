import type { LaravelTrace } from '@app/contracts';
import { asc, eq } from 'drizzle-orm';
import { engineServers, personalAccessTokens, verificationJobChunks } from '../database/schema/index.js';
import { TestSandbox } from '../testing/test-sandbox.js';
import { VERIFIER_TOKEN } from '../testing/test-config.js';
import { ChunkMaker } from './chunk-maker.js';
import { EngineProcess } from './testing/engine-process.js';
import { ListeningControlPlane } from './testing/listening-control-plane.js';

const WITHIN_MS = 20_000;

/** A worker's process and the sandbox, as in life. */
describe('a worker and the sandbox', () => {
  let sandbox: TestSandbox;
  let controlPlane: ListeningControlPlane;
  let controlPlaneUrl: string;
  let engine: EngineProcess | null = null;

  const start = (environment: Readonly<Record<string, string>> = {}) =>
    (engine = EngineProcess.start({
      ENGINE_API_BASE_URL: sandbox.url,
      ENGINE_API_TOKEN: VERIFIER_TOKEN,
      CONTROL_PLANE_BASE_URL: controlPlaneUrl,
      CONTROL_PLANE_TOKEN: 'worker-token-for-tests',
      ...environment,
    }));
  const until = async (isTrue: () => boolean | Promise<boolean>) => {
    const deadline = Date.now() + WITHIN_MS;
    while (!(await isTrue())) {
      if (Date.now() > deadline) throw new Error(`It did not happen. The worker said:\n${engine?.log ?? ''}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const makeChunks = async (count: number) => {
    const answer = await sandbox.internal('POST', '/sandbox/chunks', { body: { count } });
    expect(answer.status).toBe(201);
    return answer.body.data.chunk_ids as readonly string[];
  };
  /** Sixty addresses whose answers follow from their names. */
  const makeKnownChunk = () => {
    const emails = Array.from({ length: 60 }, (_, index) => `probe-${index}@alpha.test`);
    const chunk = {
      chunkNo: 1,
      stage: 'screening',
      emails,
      provider: null,
      domain: null,
      parentChunkId: null,
    } as const;
    return sandbox.app.get(ChunkMaker, { strict: false }).makeJob([chunk]);
  };
  const unfinished = async () => {
    const chunks = await sandbox.database.select().from(verificationJobChunks);
    return chunks.filter(({ status }) => status !== 'completed').length;
  };
  const newestTraces = async (query = '') =>
    (await sandbox.internal('GET', `/api/internal/smtp-decision-traces?limit=100${query}`)).body
      .data as readonly LaravelTrace[];

  const isOfTheWorker = (trace: LaravelTrace) => trace.attempt_route?.worker_id === '71';

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    controlPlane = new ListeningControlPlane();
    controlPlaneUrl = await controlPlane.listen();
  }, 60_000);
  afterEach(async () => {
    await engine?.stop();
    controlPlane.desired = 'running';
  });
  afterAll(async () => {
    controlPlane.close();
    await sandbox.stop();
  });

  it('work chunks to their end: results, traces under the active policy, counters in the beats', async () => {
    controlPlane.policies = { policy_engine_enabled: true, active_version: 'v4.2.0', modes: [] };
    const [before] = await newestTraces();
    const made = await makeKnownChunk();
    start();
    await until(
      async () => (await unfinished()) === 0 && (controlPlane.lastBeat?.stage_metrics?.smtp_probe?.processed ?? 0) > 0,
    );
    await until(async () => ((await newestTraces())[0]?.id ?? 0) > (before?.id ?? 0));

    const traces = (await newestTraces()).filter(({ id }) => id > (before?.id ?? 0));
    expect(traces.every(isOfTheWorker)).toBe(true);
    const decided = traces.filter(({ matched_rule_id }) => matched_rule_id !== null);
    expect(new Set(decided.map(({ policy_version }) => policy_version))).toEqual(new Set(['v4.2.0']));
    expect(decided.every(({ attempt_chain }) => attempt_chain.length > 0)).toBe(true);

    const [screened, probed] = await sandbox.database
      .select()
      .from(verificationJobChunks)
      .orderBy(asc(verificationJobChunks.chunkNo));
    expect(screened).toMatchObject({ id: made[0], processingStage: 'screening', validCount: 60 });
    expect(probed).toMatchObject({ parentChunkId: made[0], processingStage: 'smtp_probe', emailCount: 60 });
    expect((probed?.invalidCount ?? 0) + (probed?.riskyCount ?? 0)).toBe(traces.length);
    expect(controlPlane.lastBeat).toMatchObject({
      stage_metrics: { screening: { processed: 60 }, smtp_probe: { processed: 60 } },
      session_strategy_id: 'provider_policy:v4.2.0',
    });
    expect(engine?.log).toContain('probes no mail server');
  }, 40_000);

  it('lets the worker become known as a server by its claims', async () => {
    const [server] = await sandbox.database
      .select()
      .from(engineServers)
      .where(eq(engineServers.ipAddress, '198.51.100.71'));
    expect(server).toMatchObject({ name: 'probe-test-1', isActive: true, workerPoolId: null });
  });

  it('claims nothing while it is paused, and its process goes on', async () => {
    controlPlane.desired = 'paused';
    controlPlane.beats.length = 0;
    start();
    await until(() => controlPlane.lastBeat?.status === 'paused');
    await makeChunks(1);
    const beats = controlPlane.beats.length;
    await until(() => controlPlane.beats.length >= beats + 2);
    expect(await unfinished()).toBe(1);
    expect(engine?.isRunning).toBe(true);
    controlPlane.desired = 'running';
    await until(async () => (await unfinished()) === 0);
  }, 40_000);

  it('marks all addresses risky where it has no sender address', async () => {
    await makeChunks(3);
    start({ MAIL_FROM_ADDRESS: '' });
    await until(async () => (await unfinished()) === 0);
    await until(async () => (await newestTraces('&reason_tag=identity_rejected')).some(isOfTheWorker));
  }, 40_000);

  it('ends in order when it is told to', async () => {
    start();
    await until(() => engine?.log.includes('worker started') ?? false);
    expect(await engine?.stop()).toBe(0);
    expect(engine?.log).toContain('worker stopped');
  }, 40_000);

  it('does not start without what it must know, and does not say secrets', async () => {
    start({ ENGINE_SERVER_IP: '', LEASE_SECONDS: 'long' });
    expect(await engine?.ended()).toBe(1);
    expect(engine?.log).toContain('ENGINE_SERVER_IP');
    expect(engine?.log).toContain('LEASE_SECONDS');
    expect(engine?.log).not.toContain(VERIFIER_TOKEN);
  }, 40_000);

  it('is refused with a revoked token, and goes on asking', async () => {
    await sandbox.database.delete(personalAccessTokens);
    await makeChunks(1);
    start();
    await until(() => engine?.log.includes('status 401') ?? false);
    expect(await unfinished()).toBe(1);
    expect(engine?.isRunning).toBe(true);
  }, 40_000);
});
