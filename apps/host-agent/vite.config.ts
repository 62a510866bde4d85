import path from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** One file that needs nothing but Node 20, readable for who looks at it on a host. */
function program(name: string, entry: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: path.join(root, 'dist/host'),
      emptyOutDir: false, // both programs are built into it
      minify: false,
      copyPublicDir: false,
      rollupOptions: {
        input: path.join(root, entry),
        output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false },
      },
    },
  };
}

export default defineConfig({
  resolve: { alias: [{ find: /^@app\/([\w-]+)$/, replacement: `${root}/libs/$1/src/index.ts` }] },
  environments: {
    agent: program('agent', 'apps/host-agent/src/main.ts'),
    worker: program('worker', 'apps/fleet-simulator/src/engine-worker.ts'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of ['agent', 'worker']) {
        const one = builder.environments[environment];
        if (one) await builder.build(one);
      }
    },
  },
});
