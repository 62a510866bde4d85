import type { ReplyCluster } from '@app/contracts';
import type { MeasuredEffect } from './draft-effect.js';
import type { Draft, DraftedPolicy } from './draft-payload.js';

const FEW = 20;

/** What to look at before the drafted rule is used, gravest first. */
export function cautionsOf(
  cluster: ReplyCluster,
  draft: Draft,
  { findings }: DraftedPolicy,
  measured: MeasuredEffect,
): readonly string[] {
  return [
    ...findings.map((finding) => `The payload with the rule would be refused: ${finding}.`),
    ...aboutMeaning(cluster, draft, measured),
    ...aboutReach(cluster, draft, measured),
    ...aboutMeasurement(cluster, measured),
  ];
}

function aboutMeaning(cluster: ReplyCluster, { meaning, list }: Draft, { effect }: MeasuredEffect): readonly string[] {
  const { decisionClass, source, isClear } = meaning;
  const basis = isClear
    ? `The class ${decisionClass} is proposed from the codes alone (${source}); what this server means by them stands in its texts, which are not stored.`
    : `${source}: the rule leaves the address ${decisionClass}. Choose a class by hand.`;
  const changesNothing = effect.changed_in_cluster === 0 && effect.indeterminate === 0;
  const catchAll = Object.entries(cluster.reason_codes)
    .filter(([code]) => code.startsWith('catch_all_'))
    .reduce((sum, [, count]) => sum + count, 0);
  return [
    basis,
    ...(changesNothing
      ? ['No trace of the cluster would come out otherwise: the rule gives them a name, no decision.']
      : []),
    ...(catchAll > 0
      ? [
          `${times(catchAll, 'trace')} of the cluster ended with an invented recipient: a rule judges that reply, not the real address.`,
        ]
      : []),
    ...(decisionClass === 'undeliverable'
      ? [
          `A worker asks the ${list === 'enhanced_rules' ? 'enhanced rules' : 'code rules'} about every command: the same reply as a greeting would make every address there undeliverable.`,
        ]
      : []),
  ];
}

function aboutReach(cluster: ReplyCluster, { rule }: Draft, measured: MeasuredEffect): readonly string[] {
  const { touchedOutside, changedOutside, otherCodes, otherHosts } = measured;
  const changes = Object.entries(changedOutside).map(([word, count]) => `${count} ${word}`);
  const hosts = otherHosts === 0 ? '' : ` from ${times(otherHosts, 'other host')}`;
  const [prefix] = (rule['enhanced_prefixes'] ?? []) as readonly string[];
  return [
    ...(touchedOutside > 0
      ? [
          `It also fits replies in ${times(touchedOutside, 'trace')} outside the cluster${hosts}: rules cannot name hosts.`,
        ]
      : []),
    ...(changes.length > 0 ? [`Outside the cluster it would change what was ${changes.join(', ')}.`] : []),
    ...(otherCodes.length > 0 ? [`${prefix} also begins ${otherCodes.join(', ')}.`] : []),
    ...(cluster.host_pattern === null || otherHosts > 0
      ? []
      : [
          `Only hosts like ${cluster.host_pattern} gave this reply so far; the rule would hold for all of ${cluster.provider}.`,
        ]),
  ];
}

function aboutMeasurement({ count }: ReplyCluster, { effect }: MeasuredEffect): readonly string[] {
  return [
    ...(effect.indeterminate > 0
      ? [
          `Of ${times(effect.indeterminate, 'trace')} nobody can tell what would become of them: the worker would have gone on, or it depends on lost text.`,
        ]
      : []),
    ...(count < FEW ? [`The cluster has ${times(count, 'reply', 'replies')} only.`] : []),
    'Accepted addresses leave no trace, so what the rule would do to them is not measured.',
  ];
}

function times(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
