import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite';
import { DirectoryLock } from './directory-lock.js';
import { migrate } from './migrate.js';
import * as schema from './schema/index.js';
import { seed } from './seed.js';

/** A former process may still be finishing a command. */
const LOCK_PATIENCE_MS = 10_000;

/** The typed door to the tables. Also what a transaction gives. */
export type Connection = Omit<PgliteDatabase<typeof schema>, '$client'>;

/** The usual 128 MB of shared buffers would be most of the memory of a database this small. */
const SMALL = ['shared_buffers = 8MB', 'wal_buffers = 256kB', 'work_mem = 4MB'];

const MAKE_DATABASE = `
const { PGlite } = require(process.argv[1]);
PGlite.create({ dataDir: process.argv[2] }).then((database) => database.close());
`;

/** The embedded database. One connection: statements and transactions run one after the other. */
export class Database {
  private constructor(
    private readonly engine: PGlite,
    private readonly lock: DirectoryLock,
    readonly connection: Connection,
  ) {}

  /**
   * Opens the database in this directory, making it when absent; migrated and seeded as Laravel leaves it.
   * @throws Error when another process has it open
   */
  static async open(directory: string, now: number): Promise<Database> {
    const lock = await DirectoryLock.take(directory, LOCK_PATIENCE_MS);
    try {
      if (!existsSync(path.join(directory, 'PG_VERSION'))) await Database.make(directory);
      const engine = await PGlite.create({ dataDir: directory, postgresqlconf: SMALL });
      await migrate(engine, now);
      const connection = drizzle(engine, { schema });
      await seed(connection, now);
      return new Database(engine, lock, connection);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /**
   * Makes an empty database in a directory. In a process of its own: it takes some 500 MB, which this process would
   * never give back.
   */
  static async make(directory: string): Promise<void> {
    await mkdir(path.dirname(directory), { recursive: true });
    const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
    const maker = spawn(process.execPath, ['-e', MAKE_DATABASE, engine, directory], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(maker, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`the database could not be made in ${directory}`);
  }

  async close(): Promise<void> {
    await this.engine.close();
    await this.lock.release();
  }
}
