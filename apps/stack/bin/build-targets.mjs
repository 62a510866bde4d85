import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputHash } from './input-hash.mjs';
import { withProgress } from './progress.mjs';
import { runProgram } from './run-program.mjs';

const COMMON = ['package-lock.json', 'tsconfig.json'];
/** Shared code is small and builds with what uses it, so each service depends on all of it. */
const SERVICE = [...COMMON, 'nest-cli.json', 'libs'];

/** What is built, from what, by which program, and a file that proves it. */
const TARGETS = {
  stack: service('stack', 'dist/apps/stack/src/start.js'),
  'control-plane': service('control-plane', 'dist/apps/control-plane/src/main.js'),
  'fleet-simulator': service('fleet-simulator', 'dist/apps/fleet-simulator/src/main.js'),
  'laravel-sandbox': service('laravel-sandbox', 'dist/apps/laravel-sandbox/src/main.js'),
  'host-programs': {
    inputs: [...COMMON, 'apps/host-agent', 'apps/fleet-simulator/src', 'libs'],
    program: ['node_modules/vite/bin/vite.js', 'build'],
    directory: 'apps/host-agent',
    output: 'dist/host/worker.mjs',
  },
  'engine-room': {
    inputs: [...COMMON, 'apps/engine-room', 'libs/contracts', 'libs/api-client'],
    program: ['node_modules/vite/bin/vite.js', 'build'],
    directory: 'apps/engine-room',
    output: 'dist/apps/engine-room/index.html',
  },
};

export const TARGET_NAMES = Object.keys(TARGETS);

/**
 * Builds a target if its inputs are not those of its last build, or if its output is gone.
 * @param {string} root
 * @param {string} name one of TARGET_NAMES
 */
export async function build(root, name) {
  const { inputs, program, directory, output } = TARGETS[name];
  const stamp = join(root, 'dist', '.built', name);
  const wanted = inputHash(root, inputs);
  const isBuilt = existsSync(join(root, output));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // the compiler writes only what changed since its notes, and does not look whether the rest is still there
  if (!isBuilt) rmSync(join(root, 'dist', `${name}.tsbuildinfo`), { force: true });
  rmSync(stamp, { force: true });
  const [script, ...args] = program;
  await withProgress(`Building ${name}`, () =>
    runProgram(`The build of ${name}`, process.execPath, [join(root, script), ...args], {
      cwd: join(root, directory),
      env: { ...process.env, NODE_ENV: 'production' },
    }),
  );
  if (!existsSync(join(root, output))) throw new Error(`The build of ${name} ended without ${output}`);
  mkdirSync(join(root, 'dist', '.built'), { recursive: true });
  writeFileSync(stamp, wanted);
}

function service(name, output) {
  return {
    inputs: [...SERVICE, `apps/${name}/src`, `apps/${name}/package.json`, `apps/${name}/tsconfig.app.json`],
    program: ['node_modules/@nestjs/cli/bin/nest.js', 'build', name],
    directory: '.',
    output,
  };
}
