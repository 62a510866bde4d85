import type { Provider } from '@app/contracts';
import { attemptChain, type Judge } from '@app/smtp-policy';
import type { ProviderMode } from '../../worker/worker-state.js';
import { providerPolicyFor, type ProviderPolicy } from '../laravel-policy.js';
import type { MailServers } from '../mail/mail-servers.js';
import { attemptedRow, plainRow, type Row, type RowStyle } from './row.js';

/** Domains of throw-away addresses that a worker knows by heart; those below them count as well. */
const DISPOSABLE_DOMAINS = ['mailinator.com', 'guerrillamail.com', '10minutemail.com', 'yopmail.com', 'trashmail.com'];

/** How the addresses of one chunk are verified. */
export interface Verification {
  readonly stage: 'screening' | 'smtp_probe';
  readonly judge: Judge;
  readonly mailServers: MailServers;
  readonly detectsCatchAll: boolean;
  readonly maxMxAttempts: number;
  readonly networkRetries: number;
  readonly providerPolicies: readonly ProviderPolicy[];
  readonly modes: Readonly<Partial<Record<Provider, ProviderMode>>>;
  /** Local parts that make an address risky; empty when such accounts are allowed. */
  readonly riskyRoles: ReadonlySet<string>;
  /** Mistyped domain → the one that was meant. */
  readonly domainTypos: ReadonlyMap<string, string>;
  readonly style: RowStyle;
}

/** The row of one line of a chunk's input (worker behaviour, section 8). */
export function verifiedRow(line: string, verification: Verification): Row {
  const { style } = verification;
  const address = line.trim().toLowerCase();
  const [, local = '', domain = ''] = /^([^@]+)@(.+)$/.exec(address) ?? [];
  if (!isDomain(domain)) return plainRow(line, 'invalid', 'syntax', '', style);
  const risky = (reason: string) => plainRow(line, 'risky', reason, '', style);
  const meant = verification.domainTypos.get(domain);
  if (meant !== undefined) return risky(`domain_typo_suspected:suggest=${meant}`);
  if (DISPOSABLE_DOMAINS.some((known) => domain === known || domain.endsWith(`.${known}`))) {
    return risky('disposable_domain');
  }
  if (verification.riskyRoles.has(local)) return risky('role_account');
  const hosts = verification.mailServers.hostsOf(domain);
  if (hosts === 'timeout') return risky('dns_timeout');
  if (hosts === 'servfail') return risky('dns_servfail');
  if (hosts.length === 0) return plainRow(line, 'invalid', 'mx_missing', '', style);
  return triedRow(line, address, domain, hosts, verification);
}

function triedRow(
  line: string,
  address: string,
  domain: string,
  hosts: readonly string[],
  verification: Verification,
): Row {
  const { stage, judge, detectsCatchAll, mailServers, modes } = verification;
  const policy = providerPolicyFor(domain, verification.providerPolicies);
  const mode = (policy && modes[policy.name as Provider]) ?? 'normal'; // other names have no mode
  const chain = attemptChain(
    hosts.slice(0, verification.maxMxAttempts),
    policy?.networkRetries ?? verification.networkRetries,
    { stage, judge, detectsCatchAll, hint: policy?.name ?? '' },
    (host, attemptNumber) => mailServers.converse(address, host, attemptNumber),
  );
  return attemptedRow(line, chain, { mode, name: `${policy?.name ?? 'generic'}:${mode}` }, verification.style);
}

/** Labels of letters, digits and hyphens, at least two; what IDNA would change is left to real workers. */
function isDomain(domain: string): boolean {
  return /^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain);
}
