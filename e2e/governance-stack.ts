import type { CohortView, Measured, RolloutView, WorkerRow } from '@app/contracts';
import { startStack, type Stack } from '../apps/stack/bin/stack.mjs';
import { callApi, expect, test as base, withDirectory } from './fixtures.js';

/** The version that everybody runs before a story begins. */
export const STABLE = 'v4.2.0';
const SETTLED_MS = 45_000;

interface OfEachProcess {
  /** How many simulated workers the stack has. */
  readonly workers: number;
  /** Keys of the control plane beside those that every story of policies needs. */
  readonly keys: Readonly<Record<string, string>>;
  readonly stack: Stack;
}

/** A stack whose workers really run policies, all of them STABLE, over a stand-in of Laravel. */
export const test = base.extend<object, OfEachProcess>({
  workers: [12, { scope: 'worker', option: true }],
  keys: [{}, { scope: 'worker', option: true }],
  stack: [
    async ({ workers, keys }, use) => {
      await withDirectory(async (dataDirectory) => {
        const stack = await startStack({
          dataDirectory,
          port: 0,
          workers,
          scenario: 'calm',
          heartbeatSeconds: 2,
          laravel: 'sandbox',
          hosts: 0,
          environment: { PROVIDER_POLICY_ENGINE_ENABLED: 'true', HEARTBEAT_TTL_SECONDS: '12', ...keys },
        });
        try {
          await callApi(stack, '/api/policies/validate', { version: STABLE });
          await callApi(stack, '/api/policies/promote', { version: STABLE, canary_percent: 100 });
          await untilEverybodyRuns(stack, STABLE, workers);
          await use(stack);
        } finally {
          await stack.stop();
        }
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect } from './fixtures.js';

/** What the API has under `data`. */
export async function read<Data>(stack: Stack, route: string): Promise<Data> {
  const answer = await fetch(stack.url + route, { headers: { Authorization: `Bearer ${stack.token}` } });
  if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { readonly data: Data }).data;
}

export const rolloutOf = (stack: Stack) => read<RolloutView>(stack, '/api/policies/rollout');
export const cohortOf = (stack: Stack) => read<CohortView>(stack, '/api/policies/cohort');

/** Waits until every worker is told a version and says that it runs it. */
export async function untilEverybodyRuns(stack: Stack, version: string, workers: number): Promise<void> {
  const running = async () => {
    const { members } = await cohortOf(stack);
    return members.filter(({ told_version: told, reported_version: is }) => told === version && is === version).length;
  };
  await expect.poll(running, { timeout: SETTLED_MS, message: `workers that run ${version}` }).toBe(workers);
}

/** Of what these workers have probed within two minutes, the share that stayed undecided, as they report it. */
export async function unknownShare(stack: Stack, workerIds: ReadonlySet<string>): Promise<number> {
  const rows = await read<readonly WorkerRow[]>(stack, '/api/workers?limit=1000');
  const rates = rows.filter(({ worker_id: id }) => workerIds.has(id)).map(({ rates }) => rates.unknown_rate);
  const sum = (of: (rate: Measured) => number) => rates.reduce((total, rate) => total + of(rate), 0);
  return sum(({ value, sample }) => (value ?? 0) * sample) / sum(({ sample }) => sample);
}
