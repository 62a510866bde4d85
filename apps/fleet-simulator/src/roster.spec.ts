import { roster } from './roster.js';

describe('the roster', () => {
  it('divides twelve workers between three pools', () => {
    const fleet = roster(12, ['edge-eu', 'edge-us', 'warm-1']);
    expect(fleet.map(({ workerId, host, pool }) => [workerId, host, pool])).toEqual([
      ...[1, 2, 3, 4].map((n) => [String(100 + n), `probe-eu-${n}`, 'edge-eu']),
      ...[1, 2, 3, 4].map((n) => [String(104 + n), `probe-us-${n}`, 'edge-us']),
      ...[1, 2, 3, 4].map((n) => [String(108 + n), `mixed-${n}`, 'warm-1']),
    ]);
    expect(new Set(fleet.map(({ ipAddress }) => ipAddress)).size).toBe(12);
  });

  it('leaves no pool without a worker when there are enough, and names each worker once', () => {
    const fleet = roster(500, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(new Set(fleet.map(({ pool }) => pool)).size).toBe(7);
    expect(new Set(fleet.map(({ workerId }) => workerId)).size).toBe(500);
    expect(new Set(fleet.map(({ host }) => host)).size).toBe(500);
  });
});
