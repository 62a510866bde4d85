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
  const said = [
    ...findings.map((finding) => `The payload with the rule would be refused: ${finding}.`),
    ...aboutMeaning(cluster, draft, measured),
    ...aboutReach(cluster, draft, measured),
    ...aboutMeasurement(cluster, measured),
  ];
  return said.filter((sentence) => sentence !== null);
}

type Sentences = readonly (string | null)[];

function aboutMeaning(cluster: ReplyCluster, { meaning }: Draft, { effect }: MeasuredEffect): Sentences {
  const { decisionClass, source, isClear } = meaning;
  const proposed = `The class ${decisionClass} is proposed from the codes alone (${source})`;
  const changesNothing = effect.changed_in_cluster === 0 && effect.indeterminate === 0;
  const invented = times(catchAllIn(cluster), 'trace');
  return [
    isClear
      ? `${proposed}; what this server means by them stands in its texts, which are not stored.`
      : `${source}: the rule leaves the address ${decisionClass}. Choose a class by hand.`,
    changesNothing ? 'No trace of the cluster would come out otherwise: the rule gives it a name, no decision.' : null,
    catchAllIn(cluster) === 0
      ? null
      : `${invented} of the cluster ended with an invented recipient: a rule judges that reply, not the real address.`,
    decisionClass === 'undeliverable'
      ? 'Rules are asked about every command: such a greeting would make every address there undeliverable.'
      : null,
  ];
}

function catchAllIn({ reason_codes: codes }: ReplyCluster): number {
  const counts = Object.entries(codes).map(([code, count]) => (code.startsWith('catch_all_') ? count : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

function aboutReach(cluster: ReplyCluster, { rule }: Draft, measured: MeasuredEffect): Sentences {
  const { touchedOutside, changedOutside, otherCodes, otherHosts } = measured;
  const { host_pattern: pattern, provider } = cluster;
  const changes = Object.entries(changedOutside).map(([word, count]) => `${count} ${word}`);
  const outside = times(touchedOutside, 'trace');
  const hosts = otherHosts === 0 ? '' : ` from ${times(otherHosts, 'other host')}`;
  const [prefix] = (rule['enhanced_prefixes'] ?? []) as readonly string[];
  return [
    touchedOutside === 0
      ? null
      : `It also fits replies in ${outside} outside the cluster${hosts}: rules cannot name hosts.`,
    changes.length === 0 ? null : `Outside the cluster it would change what was ${changes.join(', ')}.`,
    otherCodes.length === 0 ? null : `${prefix} also begins ${otherCodes.join(', ')}.`,
    pattern === null || otherHosts > 0
      ? null
      : `Only hosts like ${pattern} gave this reply so far; the rule would hold for all of ${provider}.`,
  ];
}

function aboutMeasurement({ count }: ReplyCluster, { effect }: MeasuredEffect): Sentences {
  const open = times(effect.indeterminate, 'trace');
  const why = 'the worker would have gone on, or it depends on lost text';
  return [
    effect.indeterminate === 0 ? null : `What would become of ${open} nobody can tell: ${why}.`,
    count < FEW ? `The cluster has ${times(count, 'reply', 'replies')} only.` : null,
    'Accepted addresses leave no trace, so what the rule would do to them is not measured.',
  ];
}

function times(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
