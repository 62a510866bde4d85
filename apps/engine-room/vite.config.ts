import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const libs = path.resolve(import.meta.dirname, '../../libs');

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
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] } } },
  },
});
