import { join } from 'node:path';
import { createBuilder } from 'vite';

/*
 * Builds the agent alone into the directory that is named: what tests run is then what the sources say now, whatever
 * lies under dist.
 */
const [outDir] = process.argv.slice(2);
if (!outDir) throw new Error('Usage: build-agent.mjs <directory>');
const builder = await createBuilder({
  root: join(import.meta.dirname, '..'),
  logLevel: 'error',
  environments: { agent: { build: { outDir } } },
});
await builder.build(builder.environments.agent);
