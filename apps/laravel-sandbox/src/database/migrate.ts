import type { PGlite } from '@electric-sql/pglite';
import { MIGRATIONS } from './migrations/index.js';

const LEDGER = 'create table if not exists migrations (name text primary key, applied_at timestamptz not null)';

/** Applies what was not applied yet, each migration in a transaction of its own. */
export async function migrate(database: PGlite, now: number): Promise<void> {
  await database.exec(LEDGER);
  const { rows } = await database.query<{ name: string }>('select name from migrations');
  const applied = new Set(rows.map(({ name }) => name));
  for (const { name, sql } of MIGRATIONS.filter((migration) => !applied.has(migration.name))) {
    await database.transaction(async (transaction) => {
      await transaction.exec(sql);
      await transaction.query('insert into migrations values ($1, $2)', [name, new Date(now).toISOString()]);
    });
  }
}
