import { recordedTraces } from '@app/smtp-policy/testing';
import { attempt, trace } from '../testing/traces.js';
import { clusterId, isMember, replyClusters } from './reply-clusters.js';

const traces = [...recordedTraces()].reverse();

describe('clusters of unresolved replies', () => {
  it('hold every unresolved reply once, and no resolved one', () => {
    const { clusters, unresolved, resolved } = replyClusters(traces);
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(unresolved);
    for (const cluster of clusters) {
      expect(traces.filter((one) => isMember(one, cluster.id))).toHaveLength(cluster.count);
      expect(cluster.id).toBe(clusterId(cluster));
      expect(cluster.trend.reduce((sum, { count }) => sum + count, 0)).toBe(cluster.count);
    }
    expect(resolved + unresolved).toBeLessThan(traces.length);
    for (const provider of ['generic', 'gmail', 'microsoft', 'yahoo']) {
      const shares = clusters.filter((cluster) => cluster.provider === provider).map(({ share }) => share);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    }
  });

  it('group what differs only in the machine', () => {
    const of = (id: number, host: string) => trace(id, { attempt_chain: [attempt({ mx_host: host })] });
    const { clusters } = replyClusters([of(2, 'mx2.mail.example.net'), of(1, 'mx1.mail.example.net')]);
    expect(clusters).toEqual([
      expect.objectContaining({
        provider: 'generic',
        enhanced_code: '4.7.1',
        smtp_code: 451,
        host_pattern: '*.mail.example.net',
        count: 2,
        share: 1,
        members: [2, 1],
        reason_codes: { smtp_tempfail: 2 },
        policy_versions: { none: 2 },
        first_at: '2026-11-23T18:56:38Z',
      }),
    ]);
  });

  it('leave out what a reply decided, and what no reply ended', () => {
    const decided = trace(2, { attempt_chain: [attempt({ decision_class: 'undeliverable', smtp_code: 550 })] });
    const silent = trace(1, { attempt_chain: [attempt({ smtp_code: null, reason_code: 'smtp_timeout' })] });
    expect(replyClusters([decided, silent])).toEqual({ clusters: [], resolved: 1, unresolved: 0 });
    expect(replyClusters([])).toEqual({ clusters: [], resolved: 0, unresolved: 0 });
  });

  it('show the hours of all traces, also those without one of theirs, and at most two days', () => {
    const at = (id: number, hoursAgo: number, code: number) =>
      trace(id, {
        observed_at: new Date(Date.parse('2026-11-23T18:00:00Z') - hoursAgo * 3_600_000).toISOString(),
        attempt_chain: [attempt({ smtp_code: code })],
      });
    const { clusters } = replyClusters([at(3, 0, 451), at(2, 2, 450), at(1, 5, 450)]);
    expect(clusters[0]?.trend.map(({ count }) => count)).toEqual([1, 0, 0, 1, 0, 0]);
    expect(replyClusters([at(3, 0, 451), at(1, 500, 451)]).clusters[0]?.trend).toHaveLength(48);
  });
});
