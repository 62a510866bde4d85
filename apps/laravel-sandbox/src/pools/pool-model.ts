import { eq } from 'drizzle-orm';
import { enginePools } from '../database/schema/index.js';
import { rowId } from '../http/row-id.js';
import type { RouteModel } from '../http/route-model.js';

/** `{pool}` of a route. */
export const POOL: RouteModel = {
  name: 'EngineWorkerPool',
  parameter: 'pool',
  find: async (connection, key) => {
    const [row] = await connection
      .select()
      .from(enginePools)
      .where(eq(enginePools.id, rowId(key)));
    return row;
  },
};
