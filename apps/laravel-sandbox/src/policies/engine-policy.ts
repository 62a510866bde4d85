import type { EnginePolicyRow, EngineSettingsRow } from '../database/rows.js';

/** What `GET /api/verifier/policy` says (contract 7.2). */
export function enginePolicyAnswer(settings: EngineSettingsRow, policies: readonly EnginePolicyRow[]): object {
  const ofMode = (mode: EnginePolicyRow['mode']) => {
    const policy = policies.find((entry) => entry.mode === mode);
    return policy && modeAnswer(policy);
  };
  return {
    contract_version: 'v1',
    engine_paused: settings.enginePaused,
    enhanced_mode_enabled: settings.enhancedModeEnabled,
    role_accounts_behavior: settings.roleAccountsBehavior,
    role_accounts_list: settings.roleAccountsList
      .split(',')
      .map((account) => account.trim().toLowerCase())
      .filter((account) => account !== ''),
    provider_policies: providerPolicies(settings.providerPolicies),
    policies: { standard: ofMode('standard'), enhanced: ofMode('enhanced') },
  };
}

/** Whether screening hands on to probing, and workers may probe (contract 7.5). */
export function isProbingOn(settings: EngineSettingsRow, policies: readonly EnginePolicyRow[]): boolean {
  return settings.enhancedModeEnabled && policies.some(({ mode, enabled }) => mode === 'enhanced' && enabled);
}

function modeAnswer(policy: EnginePolicyRow): object {
  return {
    mode: policy.mode,
    enabled: policy.enabled,
    dns_timeout_ms: policy.dnsTimeoutMs,
    smtp_connect_timeout_ms: policy.smtpConnectTimeoutMs,
    smtp_read_timeout_ms: policy.smtpReadTimeoutMs,
    max_mx_attempts: policy.maxMxAttempts,
    max_concurrency_default: policy.maxConcurrencyDefault,
    per_domain_concurrency: policy.perDomainConcurrency,
    catch_all_detection_enabled: policy.catchAllDetectionEnabled,
    global_connects_per_minute: policy.globalConnectsPerMinute,
    tempfail_backoff_seconds: policy.tempfailBackoffSeconds,
    circuit_breaker_tempfail_rate: policy.circuitBreakerTempfailRate,
  };
}

/** Entries without a name or domains are dropped, domains told without what stands for "and below". */
function providerPolicies(stored: unknown): readonly object[] {
  return (Array.isArray(stored) ? stored : []).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const fields = entry as Readonly<Record<string, unknown>>;
    const name = typeof fields['name'] === 'string' ? fields['name'].trim() : '';
    const listed: readonly unknown[] = Array.isArray(fields['domains']) ? fields['domains'] : [];
    const domains = listed
      .map((domain) =>
        String(domain)
          .trim()
          .toLowerCase()
          .replace(/^\*?\./, ''),
      )
      .filter((domain) => domain !== '');
    if (name === '' || domains.length === 0) return [];
    const count = (key: string) => (Number.isInteger(fields[key]) ? fields[key] : null);
    return [
      {
        name,
        enabled: fields['enabled'] === true,
        domains,
        per_domain_concurrency: count('per_domain_concurrency'),
        connects_per_minute: count('connects_per_minute'),
        tempfail_backoff_seconds: count('tempfail_backoff_seconds'),
        retryable_network_retries: count('retryable_network_retries'),
      },
    ];
  });
}
