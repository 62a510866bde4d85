import { isDeepStrictEqual } from 'node:util';
import { writePolicy, type SmtpPolicy } from '@app/smtp-policy';

/** Whether two policies say the same to a worker; that their versions have different names is no difference. */
export function isIdentical(one: SmtpPolicy, other: SmtpPolicy): boolean {
  return isDeepStrictEqual(said(one), said(other));
}

function said(policy: SmtpPolicy): unknown {
  const { version: _, ...rest } = writePolicy(policy);
  return rest;
}
