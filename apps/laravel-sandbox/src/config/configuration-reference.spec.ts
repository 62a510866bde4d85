import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationTable } from './configuration-reference.js';
import { quirks } from './quirks.js';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/sandbox.md'), 'utf8');

describe('the page about the sandbox', () => {
  it('has every environment key as it is read', () => {
    expect(PAGE).toContain(configurationTable());
  });

  it('tells every quirk', () => {
    for (const quirk of Object.keys(quirks(true))) expect(PAGE).toContain(`\`${quirk}\``);
  });
});
