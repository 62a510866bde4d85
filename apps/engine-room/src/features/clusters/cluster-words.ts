import type { ReplyCluster, ReplyClusterKey } from '@app/contracts';
import { count, counted } from '../../ui/figures';
import { replyCodes } from '../../traces/reply';

/** `451 4.7.1`, or that the server gave none. */
export const codesOf = (cluster: ReplyClusterKey): string => replyCodes(cluster) ?? 'no code';

/** `gmail 451 4.7.1 from *.example.net`: what the replies have in common. */
export const nameOf = (cluster: ReplyClusterKey): string =>
  [cluster.provider, codesOf(cluster), cluster.host_pattern && `from ${cluster.host_pattern}`]
    .filter(Boolean)
    .join(' ');

/** The trend in a sentence, as the picture cannot be heard. */
export function trendWords({ trend }: Pick<ReplyCluster, 'trend'>): string {
  const latest = trend.at(-1);
  if (!latest) return 'no trend: too few traces';
  const most = Math.max(...trend.map((hour) => hour.count));
  return `${count(latest.count)} in the latest hour, at most ${count(most)} an hour in ${counted(trend.length, 'hour')}`;
}

/** Words with how often each was counted, most first. */
export const byCount = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(counts).sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
