import { customType } from 'drizzle-orm/pg-core';

/**
 * An instant: epoch milliseconds here, a UTC timestamp in the database, cut to whole seconds as Laravel stores them
 * (contract 1.7). Values that are compared with such a column are cut as well.
 */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp(0) with time zone',
  toDriver: (value) => new Date(Math.floor(value / 1_000) * 1_000).toISOString(),
  fromDriver: (value) => Date.parse(value.replace(' ', 'T').replace(/\+00$/, 'Z')),
});
