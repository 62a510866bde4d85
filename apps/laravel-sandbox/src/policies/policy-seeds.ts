import { Injectable, type OnModuleInit } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Clock } from '@app/service';
import { Database } from '../database/database.js';
import { enginePolicies, engineSettings, smtpPolicyVersions } from '../database/schema/index.js';
import { seedFile } from '../seeds/seed-file.js';
import { PoliciesService, type NewPolicyVersion } from './policies.service.js';
import {
  renamed,
  withClearerRules,
  withoutGenericRetry,
  withSecondLook,
  withTextForSeconds,
} from './seeded-payloads.js';

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

  /** Only what is missing: what was changed later stays changed. */
  async onModuleInit(): Promise<void> {
    const { connection } = this.database;
    const rows = await connection.select({ version: smtpPolicyVersions.version }).from(smtpPolicyVersions);
    const known = new Set(rows.map(({ version }) => version));
    for (const seed of seededVersions()) if (!known.has(seed.version)) await this.policies.write(seed);
    if (known.size === 0) await this.switchProbingOn();
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

/** The recorded active policy and candidate, and what was made of them. */
function seededVersions(): readonly NewPolicyVersion[] {
  const active = seedFile('policy-v4-active.json').toString('utf8');
  const candidate = seedFile('policy-v4-candidate.json').toString('utf8');
  const made = (version: string, payload: string) => ({ version, payloadText: renamed(payload, version) });
  return [
    { version: 'v4.2.0', payloadText: active, validationStatus: 'valid' },
    { version: 'v4.3.0-rc1', payloadText: candidate, validationStatus: 'valid' },
    { ...made('v4.3.0', withClearerRules(active)), validationStatus: 'valid' },
    { ...made('v4.3.1-unreadable', withTextForSeconds(active)), validationStatus: 'valid' },
    { ...made('v4.4.0-bad', withSecondLook(active)), validationStatus: 'valid' },
    { ...made('v4.4.0-draft', candidate), validationStatus: 'pending' },
    { ...made('v4.0.9-broken', withoutGenericRetry(active)), validationStatus: 'invalid' },
  ];
}
