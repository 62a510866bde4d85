import { ownEnvironment, readStackEnvironment } from './config/stack-environment.js';
import { demoEnvironment, rollOutFirstPolicy } from './demo-policy.js';
import { registerPools } from './demo-pools.js';
import { wantTheFleet } from './demo-targets.js';
import { inSilence, type Progress } from './progress.js';
import { startStack } from './stack.js';
import type { Stack } from './stack-options.js';

export { startStack } from './stack.js';
export type { Stack, StackOptions } from './stack-options.js';

/** npm passes on a signal that the terminal has sent us already: two within this time are one key press. */
const ONE_PRESS_MS = 1_000;

/**
 * `npm start`: the whole stack until Ctrl-C. Sets the exit code: 0 after Ctrl-C or SIGTERM, else 1.
 * @throws ForPeople if it cannot be started
 */
export async function start(progress: Progress = inSilence): Promise<void> {
  const environment = readStackEnvironment(ownEnvironment());
  const asked = new AbortController();
  let stack: Stack | null = null;
  let end: (because: string | null) => void = () => undefined;
  const ended = new Promise<string | null>((resolve) => (end = resolve));
  const signals = onStopSignals(
    () => {
      asked.abort();
      end(null);
    },
    () => void (stack?.kill() ?? Promise.resolve()).finally(() => process.exit(130)),
  );
  try {
    const starting = startStack({
      ...environment,
      hosts: environment.laravel === 'sandbox' ? environment.hosts : 0,
      environment: environment.laravel === 'sandbox' ? demoEnvironment(ownEnvironment()) : {},
      progress,
      signal: asked.signal,
      report: (line) => console.log(line),
      onGivenUp: (because) => end(because),
    });
    stack = await starting.catch((error: unknown) => {
      if (asked.signal.aborted) return null; // asked to stop before it had started: nothing is left of it
      throw error;
    });
    if (stack === null) return console.log('\nStopped.');
    console.log(welcome(stack, environment.workers));
    const over = new AbortController();
    const targets = prepareDemonstration(stack, environment.workers, over.signal).catch((error: unknown) => {
      if (!over.signal.aborted) console.log(`The demonstration is not complete: ${String(error)}`);
    });
    const because = await ended;
    over.abort();
    await targets;
    console.log(because === null ? '\nStopping … (Ctrl-C again kills everything)' : `\n${because} Stopping.`);
    await stack.stop();
    console.log('Stopped.');
    process.exitCode = because === null ? 0 : 1;
  } finally {
    signals.release();
  }
}

/** What an operator would have set up before: a policy, how many workers each pool shall have, and its record. */
async function prepareDemonstration(stack: Stack, workers: number, signal: AbortSignal): Promise<void> {
  if (stack.sandbox !== null) await rollOutFirstPolicy(stack, signal);
  await wantTheFleet(stack, workers + (stack.hosts?.list.length ?? 0), signal);
  if (stack.sandbox !== null) await registerPools(stack, signal);
}

function welcome(stack: Stack, workers: number): string {
  const running = [
    `control plane  process ${stack.controlPlane.pid}`,
    stack.sandbox === null
      ? 'Laravel        the one in LARAVEL_API_BASE_URL'
      : `Laravel        process ${stack.sandbox.process.pid}, ${stack.sandbox.url}: a stand-in for demonstration and tests`,
    ...(stack.hosts?.list ?? []).map(
      ({ host }) => `host           ${host.name} at ${host.address}, with agent and worker`,
    ),
    stack.fleet === null ? 'no fleet' : `fleet          process ${stack.fleet.pid}, ${workers} simulated workers`,
    stack.redis === null
      ? 'Redis          the one in REDIS_ADDR'
      : `Redis          process ${stack.redis.pid}, ${stack.redis.address}`,
  ];
  return `
  Verifier Engine Room   ${stack.url}/verifier-engine-room/overview
  user name              any, for instance your own: it is who did what in the journal
  password               ${stack.token}

  running                ${running.join(`\n${' '.repeat(25)}`)}
  data and logs          ${stack.dataDirectory}

  Ctrl-C stops everything.
`;
}

/** The first signal asks to stop, a later one to kill. */
function onStopSignals(stop: () => void, kill: () => void): { release(): void } {
  let firstAt: number | null = null;
  const handle = (): void => {
    firstAt ??= (stop(), Date.now());
    if (Date.now() - firstAt > ONE_PRESS_MS) kill();
  };
  process.on('SIGINT', handle).on('SIGTERM', handle);
  return { release: () => void process.off('SIGINT', handle).off('SIGTERM', handle) };
}
