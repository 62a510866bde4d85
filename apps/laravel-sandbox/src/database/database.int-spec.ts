import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { is, sql } from 'drizzle-orm';
import { newDataDirectory } from '../testing/data-directory.js';
import { Database } from './database.js';
import * as schema from './schema/index.js';

describe('the database', () => {
  const withinMs = 30_000; // it is opened twice, and the machine may be busy

  it(
    'has every column of the schema, is seeded once, and keeps what it has',
    async () => {
      const data = await newDataDirectory();
      const directory = `${data.path}/database`;
      let database = await Database.open(directory, 0);
      for (const table of Object.values(schema).filter((entry) => is(entry, PgTable))) {
        expect([getTableConfig(table).name, await database.connection.select().from(table).limit(1)]).toBeDefined();
      }
      await database.connection.update(schema.enginePools).set({ name: 'Renamed' });
      await database.close();

      database = await Database.open(directory, 0);
      expect(await database.connection.select().from(schema.enginePools)).toMatchObject([
        { slug: 'default', name: 'Renamed' },
      ]);
      expect(await database.connection.$count(schema.engineSettings)).toBe(1);
      expect(await database.connection.$count(schema.enginePolicies)).toBe(2);
      await database.close();
      await data.remove();
    },
    withinMs,
  );

  it(
    'cuts instants to the second',
    async () => {
      const data = await newDataDirectory();
      const database = await Database.open(`${data.path}/database`, 1_999);
      expect(await database.connection.select({ at: schema.enginePools.createdAt }).from(schema.enginePools)).toEqual([
        { at: 1_000 },
      ]);
      const stored = await database.connection.execute(
        sql`select created_at = '1970-01-01 00:00:01Z' as same from engine_worker_pools`,
      );
      expect(stored.rows).toEqual([{ same: true }]);
      await database.close();
      await data.remove();
    },
    withinMs,
  );
});
