import { PROVIDERS, type Provider } from '@app/contracts';
import {
  attempt,
  BUILT_IN_POLICY,
  parseReply,
  taxonomyTag,
  type Attempt,
  type Category,
  type Conversation,
  type Heard,
  type Judge,
  type SmtpPolicy,
} from '@app/smtp-policy';
import { RECORDED_ANSWERS } from './recorded-answers.js';

/** What servers do with an address, whatever a policy makes of it. */
export type ServerDeed = 'accepted' | 'refused' | 'deferred' | 'blocked' | 'catch_all';

/** How a worker counts an address (worker behaviour, section 10). */
export interface Outcome {
  readonly category: Category;
  readonly isTempfail: boolean;
  readonly isCatchAll: boolean;
  /** Empty: it has none. */
  readonly tag: string;
}

/** Outcomes, each with how often it came about. */
export type WeightedOutcomes = readonly (readonly [Outcome, number])[];
export type OutcomesByProvider = Readonly<Record<Provider, Readonly<Record<ServerDeed, WeightedOutcomes>>>>;

interface Session {
  readonly provider: Provider;
  readonly times: number;
  readonly deed: ServerDeed;
  readonly conversation: Conversation;
}

const HOSTS: Readonly<Record<Provider, string>> = {
  generic: 'mx1.alpha.test',
  gmail: 'gmail-smtp-in.l.google.com',
  microsoft: 'alpha-test.mail.protection.outlook.com',
  yahoo: 'mta5.am0.yahoodns.net',
};
const ENGINE_OFF: Judge = { policy: null, engineEnabled: false, version: '' };
const SESSIONS = PROVIDERS.flatMap(sessionsOf);

/** What becomes of addresses while the policy engine is off: the fallback alone decides. */
export const OUTCOMES_WITHOUT_ENGINE = outcomesOf(ENGINE_OFF);
/** The same with the engine on and no payload loaded. */
export const BUILT_IN_OUTCOMES = outcomesUnder(BUILT_IN_POLICY);

/** What becomes of addresses under `policy`: the recorded answers, judged once for everybody who runs it. */
export function outcomesUnder(policy: SmtpPolicy): OutcomesByProvider {
  return outcomesOf({ policy, engineEnabled: true, version: policy.version });
}

/** One connection each: the recorded servers say the same again, so further attempts end as the first. */
function outcomesOf(judge: Judge): OutcomesByProvider {
  const of = (provider: Provider): Readonly<Record<ServerDeed, WeightedOutcomes>> => {
    const after = (deed: ServerDeed): WeightedOutcomes =>
      together(
        SESSIONS.filter((session) => session.provider === provider && session.deed === deed).map((session) => [
          outcomeOf(held(session, judge)),
          session.times,
        ]),
      );
    return {
      accepted: after('accepted'),
      refused: after('refused'),
      deferred: after('deferred'),
      blocked: after('blocked'),
      catch_all: after('catch_all'),
    };
  };
  return { generic: of('generic'), gmail: of('gmail'), microsoft: of('microsoft'), yahoo: of('yahoo') };
}

/** What is counted alike, once: most deeds then have one outcome, and nothing is to be drawn. */
function together(all: WeightedOutcomes): WeightedOutcomes {
  const byLook = new Map<string, readonly [Outcome, number]>();
  for (const [outcome, times] of all) {
    const look = JSON.stringify(outcome);
    byLook.set(look, [outcome, times + (byLook.get(look)?.[1] ?? 0)]);
  }
  return [...byLook.values()];
}

function held({ provider, conversation }: Omit<Session, 'deed'>, judge: Judge): Attempt {
  const hint = provider === 'generic' ? '' : provider; // Laravel's provider policies name the three
  return attempt(conversation, HOSTS[provider], { stage: 'smtp_probe', detectsCatchAll: true, hint, judge });
}

/** The server's deed is what a worker makes of it that follows no policy. */
function deedOf({ verdict }: Attempt): ServerDeed {
  if (verdict.category === 'valid') return 'accepted';
  if (verdict.category === 'invalid') return 'refused';
  if (verdict.reason.startsWith('catch_all')) return 'catch_all';
  return verdict.decisionClass === 'policy_blocked' ? 'blocked' : 'deferred';
}

function outcomeOf({ verdict }: Attempt): Outcome {
  const { category, reason, decisionClass, tag } = verdict;
  return {
    category,
    isTempfail: reason === 'smtp_tempfail',
    isCatchAll: reason.startsWith('catch_all'),
    tag: category === 'risky' ? taxonomyTag(reason, decisionClass ?? '', tag) : tag,
  };
}

function sessionsOf(provider: Provider): readonly Session[] {
  const lines = RECORDED_ANSWERS[provider].trim().split('\n');
  return lines.map((line) => {
    const [, times = '', to = '', said = ''] = /^(\d+) (\w+) (.*)$/.exec(line) ?? [];
    const session = { provider, times: Number(times), conversation: conversation(provider, to, parseReply([said])) };
    return { ...session, deed: deedOf(held(session, ENGINE_OFF)) };
  });
}

/** A session in which everything was accepted but what is told of it. */
function conversation(provider: Provider, to: string, heard: Heard): Conversation {
  const at = (command: string, usual: string) => (to === command ? heard : parseReply([usual]));
  return {
    connects: true,
    banner: at('banner', `220 ${HOSTS[provider]} ESMTP`),
    ehlo: at('ehlo', provider === 'yahoo' ? '250 STARTTLS' : '250 SMTPUTF8'),
    mailFrom: at('mail_from', provider === 'yahoo' ? '250 sender <probe@verifier.test> ok' : '250 2.1.0 Ok'),
    rcptTo: at('rcpt_to', provider === 'yahoo' ? '250 recipient <someone@yahoo.com> ok' : '250 2.1.5 Ok'),
    randomRcptTo: at('invented', '550 5.1.1 User unknown'),
  };
}
