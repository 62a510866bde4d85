import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exampleFile, referencePage } from './configuration-reference.js';
import { readEnvironment } from './environment.js';
import { KEYS } from './keys.js';

const top = path.resolve(import.meta.dirname, '../../../..');
const REWRITE = 'build, then run dist/apps/control-plane/src/config/write-configuration-reference.js';

describe('the configuration reference', () => {
  it.each([
    ['.env.example', exampleFile()],
    ['docs/configuration.md', referencePage()],
  ])(`is up to date in %s (else: ${REWRITE})`, (file, expected) => {
    expect(readFileSync(path.join(top, file), 'utf8')).toBe(expected);
  });

  it('names every key once', () => {
    for (const name of Object.keys(KEYS)) {
      expect(referencePage().split(`| \`${name}\` `)).toHaveLength(2);
      expect(exampleFile().match(new RegExp(`^(# )?${name}=`, 'gm'))).toHaveLength(1);
    }
  });

  it('lacks nothing but the token in the example', () => {
    const lines = exampleFile()
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line));
    const reading = readEnvironment(Object.fromEntries(lines.map((line) => line.split('=', 2) as [string, string])));
    expect(reading).toMatchObject({ kind: 'invalid', problems: [{ key: 'CONTROL_PLANE_TOKEN', rule: 'must be set' }] });
  });

  it('shows defaults that are read as they are', () => {
    const shown = exampleFile().matchAll(/^# ([A-Z_]+)=(.+)$/gm);
    for (const [, name = '', text = ''] of shown) {
      const key = KEYS[name as keyof typeof KEYS];
      expect([name, key.parse(text)]).toEqual([name, { value: key.fallback }]);
    }
  });
});
