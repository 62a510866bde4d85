import { createHash } from 'node:crypto';
import type { Provider } from '@app/contracts';
import type { Conversation, Heard } from '@app/smtp-policy';
import { ANSWERS, type Answer } from './answers.js';
import type { MailServers } from './mail-servers.js';

const ACCEPTED: Heard = { code: 250, enhanced: '2.1.5', message: '2.1.5 Ok' };
const NOT_THERE: Heard = { code: 550, enhanced: '5.1.1', message: '5.1.1 User unknown' };

/**
 * Mail servers that exist nowhere: no name is looked up, no connection is made. What they say follows from the address
 * alone, so that every worker hears the same of it, every time. A domain's first label says what it is like: like a
 * provider's (`gmail.test`, `hotmail.example` …), `nowhere` (no such name), `gone` (nobody listens) or `catchall`
 * (accepts every recipient).
 */
export class SimulatedMailServers implements MailServers {
  hostsOf(domain: string): readonly string[] | 'servfail' {
    if (labelOf(domain).startsWith('nowhere')) return 'servfail';
    switch (likeProvider(domain)) {
      case 'gmail':
        return ['gmail-smtp-in.l.google.example', 'alt1.gmail-smtp-in.l.google.example'];
      case 'microsoft':
        return [`${domain.replaceAll('.', '-')}.mail.protection.outlook.example`];
      case 'yahoo':
        return ['mta5.am0.yahoodns.example', 'mta7.am0.yahoodns.example'];
      case 'generic':
        return [`mx1.${domain}`, `mx2.${domain}`];
    }
  }

  converse(address: string, host: string, attempt: number): Conversation {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const label = labelOf(domain);
    const answer = label.startsWith('catchall') ? null : answerFor(address, ANSWERS[likeProvider(domain)]);
    const isOver = answer?.acceptedFromAttempt !== undefined && attempt >= answer.acceptedFromAttempt;
    const heardAt = (command: Answer['to']) => (answer?.to === command && !isOver ? answer.heard : ACCEPTED);
    return {
      connects: !label.startsWith('gone'),
      banner: { code: 220, enhanced: null, message: `${host} ESMTP` },
      ehlo: { code: 250, enhanced: null, message: '8BITMIME' },
      mailFrom: heardAt('mail_from'),
      rcptTo: heardAt('rcpt_to'),
      randomRcptTo: label.startsWith('catchall') ? ACCEPTED : NOT_THERE,
    };
  }
}

function labelOf(domain: string): string {
  return domain.split('.')[0] ?? '';
}

function likeProvider(domain: string): Provider {
  const label = labelOf(domain);
  if (/^(gmail|googlemail)/.test(label)) return 'gmail';
  if (/^(outlook|hotmail|live|msn|office365)/.test(label)) return 'microsoft';
  return /^(yahoo|ymail|rocketmail)/.test(label) ? 'yahoo' : 'generic';
}

/** Null: the address is accepted. */
function answerFor(address: string, answers: readonly Answer[]): Answer | null {
  const digest = createHash('sha256').update(`answer of ${address}`).digest();
  let place = digest.readUInt32BE(0) % 1_000;
  for (const answer of answers) {
    if (place < answer.perMille) return answer;
    place -= answer.perMille;
  }
  return null;
}
