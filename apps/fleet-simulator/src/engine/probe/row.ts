import { taxonomyTag, type Attempt, type Category, type Chain } from '@app/smtp-policy';

/** One address in an output file. */
export interface Row {
  /** The line of the input, as it was read. */
  readonly email: string;
  readonly category: Category;
  readonly baseReason: string;
  /** Empty: the row has none. */
  readonly tag: string;
  /** What the file says: base reason and what is known besides. */
  readonly reason: string;
}

/** How rows are written. */
export interface RowStyle {
  /** Whether tags of risky rows are told in the words of the taxonomy. */
  readonly taxonomy: boolean;
  readonly attemptChain: boolean;
}

/** A row that no attempt was made for. @param decisionClass empty: nothing is said of it */
export function plainRow(
  email: string,
  category: Category,
  baseReason: string,
  decisionClass: string,
  style: RowStyle,
): Row {
  const tag = category === 'risky' && style.taxonomy ? taxonomyTag(baseReason, decisionClass, '') : '';
  return {
    email,
    category,
    baseReason,
    tag,
    reason: withFacts(baseReason, [
      ['decision', decisionClass],
      ['tag', tag],
    ]),
  };
}

/**
 * A row of an address that was tried (worker behaviour, section 9).
 * @param session the provider's mode and the name of the matched provider policy with it
 */
export function attemptedRow(
  email: string,
  chain: Chain,
  session: { readonly mode: string; readonly name: string },
  style: RowStyle,
): Row {
  const { verdict, host, evidence } = chain.result;
  const decisionClass = verdict.decisionClass ?? '';
  const tag =
    verdict.category === 'risky' && style.taxonomy
      ? taxonomyTag(verdict.reason, decisionClass, verdict.tag)
      : verdict.tag;
  const reason = withFacts(verdict.reason, [
    ['decision', decisionClass],
    ['confidence', verdict.confidence ?? ''],
    ['retry', verdict.strategy],
    ['policy', verdict.policyVersion],
    ['rule', verdict.ruleId],
    ['tag', tag],
    ['mode', session.mode],
    ['session', session.name],
    ['provider', verdict.profile],
    ['mx', host],
    ['attempt', String(chain.decidedBy)],
    ['route', `mx:${host}`],
    ['evidence', evidence],
    ['attempt_chain', style.attemptChain ? encodedChain(chain.attempts) : ''],
  ]);
  return { email, category: verdict.category, baseReason: verdict.reason, tag, reason };
}

function withFacts(base: string, facts: readonly (readonly [string, string])[]): string {
  const given = facts.filter(([, value]) => value !== '').map(([key, value]) => `${key}=${value}`);
  return given.length === 0 ? base : `${base}:${given.join(';')}`;
}

/** Base64url without padding, of JSON without what is blank. */
function encodedChain(attempts: readonly Attempt[]): string {
  const entries = attempts.map(({ verdict, host, evidence, code, enhanced }, index) => ({
    attempt_number: index + 1,
    mx_host: host,
    attempt_route: `mx:${host}`,
    decision_class: verdict.decisionClass ?? undefined,
    reason_code: verdict.reasonCode || undefined,
    reason_tag: verdict.tag || undefined,
    retry_strategy: verdict.strategy || undefined,
    smtp_code: code ?? undefined,
    enhanced_code: enhanced ?? undefined,
    provider_profile: verdict.profile || undefined,
    confidence_hint: verdict.confidence ?? undefined,
    evidence_strength: evidence,
  }));
  return Buffer.from(JSON.stringify(entries)).toString('base64url');
}

/** An output file: a head line, then a line an address. */
export function csvOf(rows: readonly Row[]): string {
  return ['email,reason', ...rows.map(({ email, reason }) => `${quoted(email)},${quoted(reason)}`), ''].join('\n');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
