import { BUILT_IN_PROFILES } from '../policy/built-in-policy.js';
import type { RetrySeconds } from '../policy/smtp-policy.js';
import { profileName, profileOf, type Judge, type Reply, type Verdict } from './judge-reply.js';

/**
 * Seconds until the same host may be asked again (worker behaviour, sections 7.3 to 7.5).
 * @param adaptive whether the control plane lets waits follow the policy's numbers; without it they are fixed
 */
export function waitSeconds(
  verdict: Verdict,
  reply: Reply,
  host: string,
  hint: string,
  judge: Judge,
  adaptive: boolean,
): number {
  const { decisionClass, ruleId, reasonCode, retryAfterSeconds } = verdict;
  if (retryAfterSeconds > 0) return retryAfterSeconds;
  if (decisionClass === null || decisionClass === 'deliverable' || decisionClass === 'undeliverable') return 0;
  if (reasonCode === 'smtp_malformed_reply') return 0;
  if (decisionClass === 'policy_blocked' && ruleId === '') return 0;
  if (!adaptive) return fixedSeconds(reply);
  const retry = judge.policy
    ? profileOf(judge.policy, profileName(reply, host, hint)).retry
    : BUILT_IN_PROFILES.generic.retry;
  return adaptiveSeconds(decisionClass, reply, retry);
}

function isPutOff({ message, enhanced }: Reply): boolean {
  return /greylist|try again later/i.test(message) || enhanced?.startsWith('4.7.') === true;
}

function adaptiveSeconds(
  decisionClass: 'retryable' | 'policy_blocked' | 'unknown',
  reply: Reply,
  retry: RetrySeconds,
): number {
  if (isPutOff(reply)) return positive(retry.greylist, 180);
  switch (decisionClass) {
    case 'retryable':
      return positive(retry.tempfail, 90);
    case 'policy_blocked':
      return positive(retry.policyBlocked, 300);
    case 'unknown':
      return positive(retry.unknown, 75);
  }
}

function fixedSeconds(reply: Reply): number {
  if (isPutOff(reply)) return 180;
  if (/^4\.[24]\./.test(reply.enhanced ?? '')) return 90;
  return reply.code >= 400 && reply.code < 500 ? 60 : 30;
}

function positive(given: number, instead: number): number {
  return given > 0 ? given : instead;
}
