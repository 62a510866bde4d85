import type { PolicyFinding } from '@app/contracts';
import { checkPayload } from '@app/smtp-policy';
import type { CheckedPayload } from './rollout-rules.js';
import type { SourcedPayload } from './policy-payloads.js';

/** Larger ones are refused: every replica keeps them in memory, and the journal carries them. */
const LARGEST_BYTES = 512 * 1_024;
/** A payload can be wrong in very many places; the first of them are enough to mend it. */
const FINDINGS = 100;

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
  const { invalid: broken, unreadable, withoutEffect } = checkPayload(parsed(payload.text), version);
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
  return findings.map(({ path, message }) => ({ kind, path, message }));
}

function invalid(findings: readonly PolicyFinding[], error: string): CheckedPayload {
  return { findings, checksum: null, error };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the check says that it is no object
  }
}
