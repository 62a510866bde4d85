import { eq } from 'drizzle-orm';
import { engineServers } from '../database/schema/index.js';
import type { RouteModel } from '../http/route-model.js';
import { rowId } from '../http/row-id.js';

/** `{server}` of a route. */
export const SERVER: RouteModel = {
  name: 'EngineServer',
  parameter: 'server',
  find: async (connection, key) => {
    const [row] = await connection
      .select()
      .from(engineServers)
      .where(eq(engineServers.id, rowId(key)));
    return row;
  },
};
