/** One of Laravel's rules for a set of domains; its name chooses the reply profile. */
export interface ProviderPolicy {
  /** Lower case. */
  readonly name: string;
  readonly domains: readonly string[];
  /** Null: the worker's own number. */
  readonly networkRetries: number | null;
}

/** How a mode of verification is done. */
export interface ModePolicy {
  readonly enabled: boolean;
  /** 0: the worker's own number; so for the other counts. */
  readonly maxMxAttempts: number;
  readonly maxConcurrency: number;
  readonly detectsCatchAll: boolean;
}

/** What `GET /api/verifier/policy` said, as far as a worker uses it (internal API, section 7.2). */
export interface LaravelPolicy {
  readonly enginePaused: boolean;
  readonly enhancedModeEnabled: boolean;
  /** Null: the worker's own setting; so for the list. */
  readonly roleAccountsBehavior: 'risky' | 'allow' | null;
  readonly roleAccounts: readonly string[] | null;
  /** The enabled ones, in order. */
  readonly providerPolicies: readonly ProviderPolicy[];
  readonly standard: ModePolicy;
  readonly enhanced: ModePolicy;
}

type Fields = Readonly<Record<string, unknown>>;

/** @param answer parsed body of a 2xx answer, whatever it is */
export function readLaravelPolicy(answer: unknown): LaravelPolicy {
  const data = fieldsOf(fieldsOf(answer)['data']);
  const policies = fieldsOf(data['policies']);
  const behavior = data['role_accounts_behavior'];
  const accounts = data['role_accounts_list'];
  return {
    enginePaused: data['engine_paused'] === true,
    enhancedModeEnabled: data['enhanced_mode_enabled'] === true,
    roleAccountsBehavior: behavior === 'risky' || behavior === 'allow' ? behavior : null,
    roleAccounts: Array.isArray(accounts) ? textsOf(accounts) : null,
    providerPolicies: listOf(data['provider_policies']).map(fieldsOf).flatMap(providerPolicy),
    standard: modePolicy(fieldsOf(policies['standard'])),
    enhanced: modePolicy(fieldsOf(policies['enhanced'])),
  };
}

/** The first that names the domain or one above it. */
export function providerPolicyFor(domain: string, policies: readonly ProviderPolicy[]): ProviderPolicy | null {
  const covers = (known: string) => domain === known || domain.endsWith(`.${known}`);
  return policies.find(({ domains }) => domains.some(covers)) ?? null;
}

function providerPolicy(fields: Fields): readonly ProviderPolicy[] {
  const name = typeof fields['name'] === 'string' ? fields['name'].trim().toLowerCase() : '';
  if (name === '' || fields['enabled'] !== true) return [];
  const retries = fields['retryable_network_retries'];
  const networkRetries = typeof retries === 'number' && retries >= 0 ? retries : null;
  return [{ name, domains: textsOf(listOf(fields['domains'])), networkRetries }];
}

function modePolicy(fields: Fields): ModePolicy {
  const count = (key: string) => (Number.isInteger(fields[key]) ? Math.max(0, fields[key] as number) : 0);
  return {
    enabled: fields['enabled'] === true,
    maxMxAttempts: count('max_mx_attempts'),
    maxConcurrency: count('max_concurrency_default'),
    detectsCatchAll: fields['catch_all_detection_enabled'] === true,
  };
}

function textsOf(list: readonly unknown[]): readonly string[] {
  return list.filter((item) => typeof item === 'string').map((item) => item.toLowerCase());
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
