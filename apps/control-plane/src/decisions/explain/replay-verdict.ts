import type { ReplayVerdict } from '@app/contracts';
import type { Replayed, ReplayedClass } from '@app/smtp-policy';

/** What a trace would have become under `version`, with the reason in a sentence. */
export function replayVerdict(version: string, replayed: Replayed): ReplayVerdict {
  return {
    version,
    kind: replayed.kind,
    recorded_class: replayed.recorded,
    classes: classesOf(replayed),
    rule_id: 'ruleId' in replayed ? (replayed.ruleId ?? null) : null,
    because: becauseOf(version, replayed),
  };
}

function classesOf(replayed: Replayed): readonly ReplayedClass[] {
  switch (replayed.kind) {
    case 'unaffected':
    case 'exact':
    case 'inferred':
      return [replayed.decisionClass];
    case 'truncated':
      return replayed.classesSoFar;
    case 'indeterminate':
      return replayed.classes;
  }
}

function becauseOf(version: string, replayed: Replayed): string {
  switch (replayed.kind) {
    case 'unaffected':
      return 'No attempt had a reply, so no policy has a say in it.';
    case 'exact':
    case 'inferred':
      return decidedSentence(version, replayed);
    case 'truncated': {
      const soFar = replayed.classesSoFar.map(shown).join(' or ');
      const known = replayed.isBeyond ? '' : ` So far it was ${soFar}.`;
      return `Under ${version} the worker would have gone on after what was recorded, to what nobody knows.${known}`;
    }
    case 'indeterminate': {
      const possible = replayed.classes.map(shown).join(' or ');
      const more = replayed.mayGoOn ? ', or the worker would have gone on where nothing was recorded' : '';
      return `It depends on what is not stored, such as the text of the reply: ${possible}${more}.`;
    }
  }
}

type Decided = Extract<Replayed, { readonly kind: 'exact' | 'inferred' }>;

function decidedSentence(version: string, replayed: Decided): string {
  const change = changeIn(replayed.recorded, replayed.decisionClass);
  return `${change} under ${version}: ${deciderOf(replayed)}. ${SOURCE[replayed.kind]}`;
}

const SOURCE = {
  exact: 'That follows from the recorded codes alone.',
  inferred: 'That follows from the codes and from what the recorded decision shows of the lost text.',
} as const;

function changeIn(before: ReplayedClass, after: ReplayedClass): string {
  return before === after ? `It stays ${shown(before)}` : `It becomes ${shown(after)} instead of ${shown(before)}`;
}

function deciderOf({ attempt, ruleId }: Decided): string {
  const place = attempt === null ? 'one of the attempts decides' : `attempt ${attempt} decides`;
  if (ruleId === undefined) return `${place}, by which rule is not known`;
  return ruleId === null ? `${place}, by what is built into workers` : `${place} by rule ${ruleId}`;
}

function shown(word: ReplayedClass): string {
  return word ?? 'without a decision';
}
