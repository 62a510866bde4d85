import type { Provider } from '@app/contracts';
import type { Heard } from '@app/smtp-policy';

/** How a server of a provider answers for some of its addresses. */
export interface Answer {
  /** How many of a thousand addresses get it. */
  readonly perMille: number;
  /** The command that is answered so; all before it are accepted. */
  readonly to: 'mail_from' | 'rcpt_to';
  readonly heard: Heard;
  /** From which attempt on the address is accepted after all; absent: never. */
  readonly acceptedFromAttempt?: number;
}

function reply(perMille: number, code: number, text: string, more: Partial<Answer> = {}): Answer {
  const enhanced = /[245]\.\d\.\d+/.exec(text)?.[0] ?? null;
  return { perMille, to: 'rcpt_to', heard: { code, enhanced, message: text }, ...more };
}

const SOON = { acceptedFromAttempt: 2 } as const;
const MAIL_FROM = { to: 'mail_from' } as const;

/**
 * What simulated servers say, after the wording that providers publish; who is in no share is accepted. The shares are
 * invented: they make a lively demonstration and say nothing about real providers.
 */
export const ANSWERS: Readonly<Record<Provider, readonly Answer[]>> = {
  generic: [
    reply(48, 550, '5.1.1 Recipient address rejected: User unknown in virtual mailbox table'),
    reply(14, 550, 'No such user here'),
    reply(9, 552, '5.2.2 Recipient is over quota'),
    reply(8, 452, '4.2.2 Quota exceeded (mailbox for user is full)'),
    reply(30, 451, '4.7.1 Greylisting in action, please come back later', SOON),
    reply(12, 451, '4.7.1 Greylisting in action, please come back later'),
    reply(10, 554, '5.7.1 Service unavailable; client host blocked using a list of senders'),
    reply(7, 421, '4.7.0 Error: too many connections'),
    reply(4, 451, '4.3.5 Server configuration problem'),
    reply(4, 550, 'Sender address rejected', MAIL_FROM),
    reply(3, 553, '5.1.8 Domain of sender address does not exist', MAIL_FROM),
    reply(3, 554, 'Sender verify failed'),
    reply(3, 354, 'go on'),
    { perMille: 4, to: 'rcpt_to', heard: 'silence' },
    { perMille: 4, to: 'rcpt_to', heard: 'closed' },
    { perMille: 2, to: 'rcpt_to', heard: { code: 0, enhanced: null, message: 'whatever you say' } },
  ],
  gmail: [
    reply(50, 550, '5.1.1 The account that you tried to reach does not exist'),
    reply(9, 452, '4.2.2 The recipient is out of storage space'),
    reply(6, 552, '5.2.2 The recipient is out of storage space'),
    reply(12, 421, '4.7.0 Messages have been temporarily rate limited', SOON),
    reply(8, 421, '4.7.0 Messages have been temporarily rate limited'),
    reply(5, 450, '4.2.1 The recipient is receiving mail at a rate that prevents delivery (ReceivingRate)'),
    reply(4, 550, '5.7.26 This mail has been blocked because the sender is unauthenticated'),
    reply(4, 452, '4.5.3 Your message has too many recipients'),
    { perMille: 4, to: 'rcpt_to', heard: 'silence' },
  ],
  microsoft: [
    reply(46, 550, '5.5.0 Requested action not taken: mailbox unavailable'),
    reply(12, 550, '5.4.1 Recipient address rejected: Access denied'),
    reply(8, 554, '5.2.2 mailbox full; QuotaExceededException'),
    reply(16, 451, '4.7.500 Server busy. Please try again later', SOON),
    reply(12, 451, '4.7.500 Server busy. Please try again later'),
    reply(6, 451, '4.7.650 The mail server has been temporarily rate limited due to its reputation'),
    reply(8, 550, '5.7.606 Access denied, banned sending address'),
    reply(5, 550, 'Unfortunately, messages were not sent: part of their network is on our block list'),
    reply(6, 421, '4.3.2 The maximum number of concurrent server connections has exceeded a limit'),
    reply(4, 451, '4.4.4 Mail received as unauthenticated'),
    { perMille: 4, to: 'rcpt_to', heard: 'closed' },
  ],
  yahoo: [
    reply(52, 554, "delivery error: dd This user doesn't have an account here"),
    reply(8, 552, '1 Requested mail action aborted, mailbox not found'),
    reply(14, 421, '4.7.0 [TSS04] Messages temporarily deferred due to user complaints', SOON),
    reply(12, 421, '4.7.0 [TSS04] Messages temporarily deferred due to user complaints'),
    reply(8, 553, '5.7.2 [TSS09] All messages will be permanently deferred'),
    reply(6, 554, '5.7.9 Message not accepted for policy reasons'),
    reply(8, 451, 'Resources temporarily not available - Please try again later'),
    reply(4, 451, '4.3.2 Internal error reading data'),
  ],
};
