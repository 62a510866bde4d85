import type { LaravelCredentials } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { AuditLog } from '../audit/audit-log.js';
import { Clock } from '@app/service';
import { laravelTime } from '../common/laravel-time.js';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import type { EngineSettingsRow } from '../database/rows.js';
import { engineSettings } from '../database/schema/index.js';
import type { Trigger } from '../http/api.decorators.js';
import { EnvelopeFailure } from '../http/failures.js';
import { asBoolean, type Input } from '../http/input.js';
import { max, nullable, required, string } from '../validation/rules.js';
import { isFine, type Rules, validate } from '../validation/validate.js';
import { decrypted, encrypted } from './encryption.js';

const UPDATE: Rules = {
  ghcr_username: [required, string, max(255)],
  ghcr_token: [nullable, string, max(4_096)],
};
const MASK = '******'; // of this length whatever the token's is
const LOOKS_MASKED = /^\*{6,}$/;

/** The registry's user and token, which installers log in with (contract 2.4). */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async show(): Promise<LaravelCredentials> {
    return credentialsRecord(await this.settings());
  }

  /** A blank token, or one that is only the mask, keeps the stored one. @throws EnvelopeFailure validation_failed */
  async update(input: Input, trigger: Trigger): Promise<LaravelCredentials> {
    const errors = await validate(input, UPDATE);
    const [first] = Object.values(errors).flat();
    if (!isFine(errors)) throw new EnvelopeFailure('validation_failed', first ?? '', { errors });
    const settings = await this.settings();
    const token = this.nextToken(settings, input);
    const values = { provisioningGhcrUsername: String(input['ghcr_username']), provisioningGhcrToken: token };
    return this.database.connection.transaction(async (transaction) => {
      const changed = await transaction
        .update(engineSettings)
        .set({ ...values, updatedAt: this.clock.now() })
        .where(eq(engineSettings.id, settings.id))
        .returning();
      const specifics = { token_changed: token !== settings.provisioningGhcrToken };
      await this.audit.writeInternal(transaction, 'engine_provisioning_credentials_updated', null, trigger, specifics);
      return credentialsRecord(onlyRow(changed));
    });
  }

  /** The token in clear; leaves an audit row. @throws EnvelopeFailure ghcr_token_missing */
  async reveal(trigger: Trigger): Promise<{ readonly ghcr_token: string }> {
    const { provisioningGhcrToken: stored } = await this.settings();
    if (stored === null) throw new EnvelopeFailure('ghcr_token_missing', 'No GHCR token is configured.');
    const token = decrypted(stored, this.config.appKey);
    const { connection } = this.database;
    await this.audit.writeInternal(connection, 'engine_provisioning_credentials_revealed', null, trigger);
    return { ghcr_token: token };
  }

  private nextToken(settings: EngineSettingsRow, input: Input): string | null {
    if (asBoolean(input['clear_ghcr_token'])) return null;
    const given = input['ghcr_token'];
    if (typeof given !== 'string' || LOOKS_MASKED.test(given)) return settings.provisioningGhcrToken;
    return encrypted(given, this.config.appKey);
  }

  private async settings(): Promise<EngineSettingsRow> {
    return onlyRow(await this.database.connection.select().from(engineSettings).limit(1));
  }
}

function credentialsRecord(settings: EngineSettingsRow): LaravelCredentials {
  const isConfigured = settings.provisioningGhcrToken !== null;
  return {
    ghcr_username: settings.provisioningGhcrUsername ?? '',
    ghcr_token_configured: isConfigured,
    ghcr_token_masked: isConfigured ? MASK : '',
    updated_at: laravelTime(settings.updatedAt),
  };
}
