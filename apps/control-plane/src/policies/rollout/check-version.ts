import type { PolicyFinding } from '@app/contracts';
import { checkPayload } from '@app/smtp-policy';
import type { CheckedPayload } from './rollout-rules.js';
import type { SourcedPayload } from './policy-payloads.js';
import { jsonIn } from './read-payload.js';

/** Larger ones are refused: every replica keeps them in memory, and the journal carries them. */
const LARGEST_BYTES = 512 * 1_024;
/** A payload can be wrong in very many places; the first of them are enough to mend it. */
const FINDINGS = 100;
/** Names and values of a payload stand in findings, and all of it would a hundred times stand in the record. */
const LONGEST_TEXT = 300;

/**
 * Whether a version may be activated (contract, section 8.2): what today's validators refuse, and what a worker could not
 * read, which they let pass.
 * @param payload null when Laravel has none for the version
 */
export function checkVersion(version: string, payload: SourcedPayload | null): CheckedPayload {
  if (payload === null) {
    return invalid([], `Laravel has no payload of ${version} that it found valid`);
  }
  if (Buffer.byteLength(payload.text) > LARGEST_BYTES) {
    return invalid([], `The payload is larger than ${LARGEST_BYTES} bytes`);
  }
  const { invalid: broken, unreadable, withoutEffect } = checkPayload(jsonIn(payload), version);
  const findings = [
    ...of('invalid', broken),
    ...of('unreadable', unreadable),
    ...of('without_effect', withoutEffect),
  ].slice(0, FINDINGS);
  const [first] = findings.filter(({ kind }) => kind !== 'without_effect');
  if (first === undefined) return { findings, checksum: payload.checksum, error: null };
  const reader = first.kind === 'unreadable' ? 'A worker could not read it: ' : '';
  return invalid(findings, `${reader}${first.path || 'payload'} ${first.message}`);
}

function of(
  kind: PolicyFinding['kind'],
  findings: readonly { readonly path: string; readonly message: string }[],
): readonly PolicyFinding[] {
  return findings.slice(0, FINDINGS).map(({ path, message }) => ({ kind, path: cut(path), message: cut(message) }));
}

function invalid(findings: readonly PolicyFinding[], error: string): CheckedPayload {
  return { findings, checksum: null, error };
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}
