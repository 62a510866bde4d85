import type { RuleCheck } from '@app/contracts';
import type { SmtpProfile, SmtpRule } from '../policy/smtp-policy.js';
import { explore, type TextFacts } from '../replay/assumed-text.js';
import type { AnsweredAttempt } from '../replay/recorded-attempt.js';
import { becauseOf } from './sentences.js';

interface ListedRule {
  readonly list: RuleCheck['list'];
  readonly index: number;
  readonly rule: SmtpRule;
}

/**
 * Every rule of the profile in the order a worker asks them, and what each had to say to the reply.
 * @param texts what can be known of the lost text, each entry a way it can have been; what all agree on is said
 */
export function ruleChecks(
  profile: SmtpProfile,
  attempt: AnsweredAttempt,
  texts: readonly TextFacts[],
): readonly RuleCheck[] {
  const rules = listed(profile);
  const ways = texts.map((facts) => resultsFor(rules, attempt, facts));
  return rules.map(({ list, index, rule }, place) => {
    const results = new Set(ways.map((way) => way[place]));
    const [only] = results;
    const result = only !== undefined && results.size === 1 ? only : 'unknown';
    return { list, index, rule_id: rule.ruleId, result, because: becauseOf(list, rule, result, attempt) };
  });
}

function listed({ enhancedRules, codeRules, messageRules }: SmtpProfile): readonly ListedRule[] {
  const of = (list: RuleCheck['list'], rules: readonly SmtpRule[]) =>
    rules.map((rule, index): ListedRule => ({ list, index, rule }));
  return [
    ...of('enhanced_rules', enhancedRules),
    ...of('smtp_code_rules', codeRules),
    ...of('message_rules', messageRules),
  ];
}

/** After a match nothing is asked; after one that is not known, everything may or may not be. */
function resultsFor(
  rules: readonly ListedRule[],
  attempt: AnsweredAttempt,
  facts: TextFacts,
): readonly RuleCheck['result'][] {
  let isOver: boolean | 'unknown' = false;
  return rules.map((listedRule) => {
    if (isOver === true) return 'not_reached';
    const isHit = matches(listedRule, attempt, facts);
    if (isHit === true) {
      const result = isOver === 'unknown' ? 'unknown' : 'matched';
      isOver = true;
      return result;
    }
    if (isHit === 'unknown') isOver = 'unknown';
    return isHit === false ? 'not_matched' : 'unknown';
  });
}

function matches(
  { list, rule }: ListedRule,
  { smtp_code: code, enhanced_code: enhanced }: AnsweredAttempt,
  facts: TextFacts,
): boolean | 'unknown' {
  switch (list) {
    case 'enhanced_rules':
      return Boolean(enhanced) && rule.enhancedPrefixes.some((prefix) => enhanced?.startsWith(prefix));
    case 'smtp_code_rules':
      return rule.smtpCodes.includes(code);
    case 'message_rules': {
      const answers = explore(facts, (text) => text.containsAny(rule.messageContains)).map(({ result }) => result);
      return answers.length === 1 ? (answers[0] ?? 'unknown') : 'unknown';
    }
  }
}
