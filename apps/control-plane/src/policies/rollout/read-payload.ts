import { type SmtpPolicy, UnreadablePolicy, readPolicy } from '@app/smtp-policy';
import type { SourcedPayload } from './policy-payloads.js';

/** What a payload's text says as JSON; undefined when it is none, which every check then refuses. */
export function jsonIn({ text }: Pick<SourcedPayload, 'text'>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The policy as a worker reads it; null when a worker refuses it. */
export function policyIn(payload: Pick<SourcedPayload, 'text'>): SmtpPolicy | null {
  try {
    return readPolicy(jsonIn(payload));
  } catch (error) {
    if (error instanceof UnreadablePolicy) return null;
    throw error;
  }
}
