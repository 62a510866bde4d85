import { Injectable, type OnModuleInit } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Clock } from '@app/service';
import { Database } from '../database/database.js';
import { enginePolicies, engineSettings, smtpPolicyVersions } from '../database/schema/index.js';
import { seedFile } from '../seeds/seed-file.js';
import { PoliciesService } from './policies.service.js';

/** Invented domains, by the provider whose rules are to judge them. */
const PROVIDER_DOMAINS = {
  gmail: ['gmail.test', 'gmail.example'],
  microsoft: ['outlook.test', 'hotmail.example'],
  yahoo: ['yahoo.test', 'ymail.example'],
};

/** What a fresh sandbox begins with: versions in every state, and an engine that probes. */
@Injectable()
export class PolicySeeds implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  /** Only where no version exists: what was changed later stays changed. */
  async onModuleInit(): Promise<void> {
    if ((await this.database.connection.$count(smtpPolicyVersions)) > 0) return;
    const active = seedFile('policy-v4-active.json').toString('utf8');
    const candidate = seedFile('policy-v4-candidate.json').toString('utf8');
    await this.policies.write({ version: 'v4.2.0', payloadText: active, validationStatus: 'valid' });
    await this.policies.write({ version: 'v4.3.0-rc1', payloadText: candidate, validationStatus: 'valid' });
    const pending = renamed(candidate, 'v4.4.0-draft');
    await this.policies.write({ version: 'v4.4.0-draft', payloadText: pending, validationStatus: 'pending' });
    const broken = renamed(withoutGenericRetry(active), 'v4.0.9-broken');
    await this.policies.write({ version: 'v4.0.9-broken', payloadText: broken, validationStatus: 'invalid' });
    await this.switchProbingOn();
  }

  private async switchProbingOn(): Promise<void> {
    const updatedAt = this.clock.now();
    const providerPolicies = Object.entries(PROVIDER_DOMAINS).map(([name, domains]) => ({
      name,
      enabled: true,
      domains,
    }));
    const { connection } = this.database;
    await connection.update(engineSettings).set({ enhancedModeEnabled: true, providerPolicies, updatedAt });
    const enhanced = eq(enginePolicies.mode, 'enhanced');
    await connection.update(enginePolicies).set({ enabled: true, updatedAt }).where(enhanced);
  }
}

function renamed(payload: string, version: string): string {
  return JSON.stringify({ ...(JSON.parse(payload) as object), version });
}

/** A fault that both validators name (contract 7.3). */
function withoutGenericRetry(payload: string): string {
  const policy = JSON.parse(payload) as { profiles: { generic: object } };
  const { retry: _, ...generic } = policy.profiles.generic as { retry?: unknown };
  return JSON.stringify({ ...policy, profiles: { ...policy.profiles, generic } });
}
