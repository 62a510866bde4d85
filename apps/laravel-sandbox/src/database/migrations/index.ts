import { TABLES } from './0001-tables.js';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** In the order in which they are applied. One that was released is never changed. */
export const MIGRATIONS: readonly Migration[] = [{ name: '0001-tables', sql: TABLES }];
