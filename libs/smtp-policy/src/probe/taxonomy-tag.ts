/** The words that tags of undecided rows are told in. */
export const TAXONOMY = [
  'unknown_transient',
  'policy_blocked_ambiguous',
  'provider_tempfail_unresolved',
  'connection_unstable',
  'identity_rejected',
  'other_unknown',
];

/** The tag of a risky row in the words of the taxonomy; the first that fits (worker behaviour, section 9). */
export function taxonomyTag(baseReason: string, decisionClass: string, tag: string): string {
  if (baseReason === 'smtp_probe_identity_missing' || baseReason.includes('mailfrom') || tag === 'auth_required') {
    return 'identity_rejected';
  }
  if (/connect_timeout|read_error/.test(baseReason) || baseReason === 'smtp_timeout') return 'connection_unstable';
  if (decisionClass === 'policy_blocked' || tag === 'policy_blocked' || baseReason.includes('policy_blocked')) {
    return 'policy_blocked_ambiguous';
  }
  const isTemporary = decisionClass === 'retryable' || baseReason === 'smtp_tempfail';
  if (isTemporary || tag === 'greylist' || tag === 'rate_limit') return 'provider_tempfail_unresolved';
  if (decisionClass === 'unknown') {
    return tag === '' || tag === 'unknown_transient' ? 'unknown_transient' : 'other_unknown';
  }
  return TAXONOMY.includes(tag) ? tag : 'other_unknown';
}
