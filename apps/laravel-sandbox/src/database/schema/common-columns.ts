import { instant } from './column-types.js';

/** `created_at` and `updated_at`, which whoever writes a row sets from the clock. */
export const timestamps = {
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
};
