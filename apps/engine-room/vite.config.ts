import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const libs = path.resolve(import.meta.dirname, '../../libs');

/** The editor that shows differences is large, and needed on one page alone: it is loaded when somebody opens that. */
const EDITOR = {
  name: 'editor',
  test: /node_modules\/(@codemirror|@lezer|@marijn|style-mod|w3c-keyname|crelt)\//,
  priority: 1,
};

export default defineConfig({
  base: '/verifier-engine-room/',
  plugins: [react()],
  resolve: { alias: [{ find: /^@app\/([\w-]+)$/, replacement: `${libs}/$1/src/index.ts` }] },
  build: {
    outDir: '../../dist/apps/engine-room',
    emptyOutDir: true,
    // The policy allows no `data:` fonts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // Libraries change seldom: a browser keeps them over an update of the app.
    rolldownOptions: { output: { codeSplitting: { groups: [EDITOR, { name: 'libraries', test: /node_modules/ }] } } },
  },
});
