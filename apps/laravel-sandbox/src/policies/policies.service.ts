import { Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';
import { Clock } from '@app/service';
import { Database } from '../database/database.js';
import type { EnginePolicyRow, EngineSettingsRow, PolicyVersionRow } from '../database/rows.js';
import { enginePolicies, engineSettings, smtpPolicyVersions } from '../database/schema/index.js';
import { compactJson } from './compact-json.js';
import { isProbingOn } from './engine-policy.js';
import { modeSemanticsHash } from './mode-semantics-hash.js';

/** A version as a direct database write leaves it: there is no form for it (contract 7.3). */
export interface NewPolicyVersion {
  readonly version: string;
  /** JSON; kept to the byte but for the space between its tokens. */
  readonly payloadText: string;
  readonly validationStatus: 'pending' | 'valid' | 'invalid';
  readonly status?: string;
  readonly isActive?: boolean;
}

/** The engine's settings and the versions of the SMTP policy. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async engine(): Promise<{ readonly settings: EngineSettingsRow; readonly policies: readonly EnginePolicyRow[] }> {
    const [settings] = await this.database.connection.select().from(engineSettings).limit(1);
    if (settings === undefined) throw new Error('the row of settings is missing');
    return { settings, policies: await this.database.connection.select().from(enginePolicies) };
  }

  async isProbingOn(): Promise<boolean> {
    const { settings, policies } = await this.engine();
    return isProbingOn(settings, policies);
  }

  /** The version that workers may load; undefined when it is unknown or not found valid (contract 7.3). */
  async validVersion(version: string): Promise<PolicyVersionRow | undefined> {
    const versions = smtpPolicyVersions;
    const isIt = and(eq(versions.version, version.trim()), eq(versions.validationStatus, 'valid'));
    const [found] = await this.database.connection.select().from(versions).where(isIt);
    return found;
  }

  /** Writes the version, over one of the same name. @returns its row's id */
  async write(version: NewPolicyVersion): Promise<number> {
    const now = this.clock.now();
    const payload: unknown = JSON.parse(version.payloadText);
    const values = {
      schemaVersion: schemaVersionOf(payload),
      status: version.status ?? 'draft',
      validationStatus: version.validationStatus,
      validatedAt: version.validationStatus === 'pending' ? null : now,
      isActive: version.isActive ?? false,
      policyPayload: compactJson(version.payloadText),
      modeSemanticsHash: modeSemanticsHash(payload),
      updatedAt: now,
    };
    const [row] = await this.database.connection
      .insert(smtpPolicyVersions)
      .values({ version: version.version, createdAt: now, ...values })
      .onConflictDoUpdate({ target: smtpPolicyVersions.version, set: values })
      .returning({ id: smtpPolicyVersions.id });
    if (row === undefined) throw new Error('the policy version was not written');
    return row.id;
  }
}

function schemaVersionOf(payload: unknown): string {
  const schema =
    typeof payload === 'object' && payload !== null && 'schema_version' in payload ? payload.schema_version : '';
  return typeof schema === 'string' && schema !== '' ? schema.toLowerCase() : 'v2';
}
