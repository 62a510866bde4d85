import { eq } from 'drizzle-orm';
import { commands } from '../database/schema/index.js';
import type { RouteModel } from '../http/route-model.js';
import { isUuid } from '../validation/rules.js';

/** `{command}` of a route; of whichever server. */
export const COMMAND: RouteModel = {
  name: 'EngineServerCommand',
  parameter: 'command',
  find: async (connection, key) => {
    if (!isUuid(key)) return undefined;
    const [row] = await connection.select().from(commands).where(eq(commands.id, key));
    return row;
  },
};
