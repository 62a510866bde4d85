// Writes libs/api-client/openapi.json from the built service and the client's types from it.
// With --check it writes nothing and fails when they differ from what is committed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from './prepare.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const COMMITTED = { document: 'libs/api-client/openapi.json', types: 'libs/api-client/src/openapi.d.ts' };

await prepare(['control-plane']);
const document = execFileSync(process.execPath, ['dist/apps/control-plane/src/openapi/print-openapi.js'], {
  cwd: root,
  maxBuffer: 16 * 1_024 * 1_024,
});
const scratch = mkdtempSync(path.join(tmpdir(), 'openapi-'));
const fresh = { document: path.join(scratch, 'openapi.json'), types: path.join(scratch, 'openapi.d.ts') };
writeFileSync(fresh.document, document);
const generator = path.join(root, 'node_modules/openapi-typescript/bin/cli.js');
execFileSync(process.execPath, [generator, fresh.document, '--output', fresh.types], {
  stdio: 'ignore',
});

for (const [name, committed] of Object.entries(COMMITTED)) {
  const text = readFileSync(fresh[name], 'utf8');
  const target = path.join(root, committed);
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${committed} is not what the code says. Run: npm run openapi`);
    process.exitCode = 1;
  }
}
rmSync(scratch, { recursive: true });
