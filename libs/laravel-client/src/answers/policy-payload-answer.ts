import type { LaravelPolicyPayload } from '@app/contracts';
import { memberText } from '../json-slice.js';
import { checkOf } from './checked.js';
import { parsed } from './json-body.js';
import * as word from './schema-words.js';

/** Section 7.3 of the contract. What the payload holds is the policy's matter; here it is only an object. */
const PAYLOAD = word.envelope(
  word.record({
    version: word.text,
    is_active: word.flag,
    status: word.text,
    validation_status: word.text,
    schema_version: word.text,
    mode_semantics_hash: word.textOrNull,
    policy_payload: { type: 'object' },
  }),
);

type Outer = Omit<LaravelPolicyPayload, 'payload_text'> & { readonly policy_payload: object };

const check = checkOf<{ readonly data: Outer }>(PAYLOAD);

/**
 * A version with the text of its payload as it was sent. Escapes, forms of numbers and the order of keys stay; white
 * space outside strings goes. The checksum is over this text, so it is never written anew.
 * @throws BrokenAnswer
 */
export function policyPayloadFrom(text: string): LaravelPolicyPayload {
  const { policy_payload: _, ...outer } = check(parsed(text)).data;
  // The check has seen it, so it is there.
  return {
    ...outer,
    is_active: Boolean(outer.is_active),
    payload_text: memberText(text, ['data', 'policy_payload']) ?? '',
  };
}
