import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '..');

describe('the names of request and answer classes', () => {
  it('are each used once: the API description knows them by name alone, and would mix two up silently', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(answers|dto)\.ts$/.test(file),
    );
    const names = files.flatMap((file) =>
      [...readFileSync(path.join(SOURCE, file), 'utf8').matchAll(/^export class (\w+)/gm)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
