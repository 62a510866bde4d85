import { eq } from 'drizzle-orm';
import type { Connection } from './database.js';
import { onlyRow } from './only-row.js';
import { enginePolicies, enginePools, engineSettings, users } from './schema/index.js';

export const SERVICE_USER_EMAIL = 'verifier-service@local.test';
export const VERIFIER_ROLE = 'verifier-service';
const ROLE_ACCOUNTS = 'info,admin,support,sales,contact,hello,hr';

/** What Laravel's migrations leave in an empty database (contract 8). Does nothing the second time. */
export async function seed(connection: Connection, now: number): Promise<void> {
  const written = { createdAt: now, updatedAt: now };
  await connection.transaction(async (transaction) => {
    if ((await transaction.$count(engineSettings)) > 0) return;
    await transaction.insert(engineSettings).values({ roleAccountsList: ROLE_ACCOUNTS, ...written });
    await transaction.insert(enginePools).values({
      slug: 'default',
      name: 'Default Pool',
      isDefault: true,
      providerProfiles: { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' },
      ...written,
    });
    await transaction.insert(enginePolicies).values([
      { mode: 'standard', enabled: true, catchAllDetectionEnabled: false, ...written },
      { mode: 'enhanced', enabled: false, catchAllDetectionEnabled: true, ...written },
    ]);
  });
}

/** The one user that all workers share, with its role set anew (contract 5.2). @returns its id */
export async function ensureServiceUser(connection: Connection, now: number): Promise<number> {
  const [known] = await connection.select().from(users).where(eq(users.email, SERVICE_USER_EMAIL));
  if (known !== undefined) {
    await connection.update(users).set({ role: VERIFIER_ROLE, updatedAt: now }).where(eq(users.id, known.id));
    return known.id;
  }
  const made = await connection
    .insert(users)
    .values({
      name: 'Verifier service',
      email: SERVICE_USER_EMAIL,
      role: VERIFIER_ROLE,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  return onlyRow(made).id;
}
