import { type MatchableServer, type MatchableWorker, matchServers, unregistered } from './runtime-match.js';

const server = (id: number, overrides: Partial<MatchableServer> = {}): MatchableServer => ({
  id,
  name: `server-${id}`,
  ip_address: `198.51.100.${id}`,
  ...overrides,
});
const worker = (worker_id: string, overrides: Partial<MatchableWorker> = {}): MatchableWorker => ({
  worker_id,
  host: `host-of-${worker_id}`,
  ip_address: '203.0.113.1',
  presence: 'live',
  ...overrides,
});
const matchOf = (servers: MatchableServer[], workers: MatchableWorker[], id = 1) =>
  matchServers(servers, workers).get(id);

describe('the worker of a server', () => {
  it('is the one with its id, whatever its address and name', () => {
    const workers = [worker('a', { ip_address: '198.51.100.1' }), worker(' 1 ')];
    expect(matchOf([server(1)], workers)).toEqual({ state: 'matched', workerId: ' 1 ', by: 'id' });
  });

  it('else the one with its address, in any case', () => {
    const servers = [server(1, { ip_address: '2001:DB8::1' })];
    expect(matchOf(servers, [worker('a', { ip_address: '2001:db8::1' })])).toMatchObject({
      workerId: 'a',
      by: 'ip_address',
    });
  });

  it('else the one with its full host name, without dots at the ends', () => {
    const servers = [server(1, { name: 'Probe-1.Example.test.' })];
    expect(matchOf(servers, [worker('a', { host: 'probe-1.example.test' })])).toMatchObject({
      workerId: 'a',
      by: 'host',
    });
  });

  it('is not one that shares the first label alone', () => {
    const servers = [server(1, { name: 'probe-1.a.test' })];
    expect(matchOf(servers, [worker('a', { host: 'probe-1.b.test' })])).toEqual({ state: 'unmatched' });
  });

  it('is not one without a name or address', () => {
    const servers = [server(1, { name: '..', ip_address: '' })];
    expect(matchOf(servers, [worker('a', { host: '', ip_address: '' })])).toEqual({ state: 'unmatched' });
  });
});

describe('what cannot be told apart', () => {
  it('is ambiguous when two heard workers report the address', () => {
    const workers = ['b', 'a'].map((id) => worker(id, { ip_address: '198.51.100.1' }));
    expect(matchOf([server(1)], workers)).toEqual({
      state: 'ambiguous',
      candidates: ['a', 'b'],
      because: '2 workers report the address of this server',
    });
  });

  it('is not ambiguous when all but one are silent: they were replaced', () => {
    const workers = [
      worker('old', { ip_address: '198.51.100.1', presence: 'silent' }),
      worker('new', { ip_address: '198.51.100.1', presence: 'late' }),
    ];
    expect(matchOf([server(1)], workers)).toMatchObject({ state: 'matched', workerId: 'new' });
  });

  it('is ambiguous when two servers share an address', () => {
    const servers = [server(1), server(2, { ip_address: '198.51.100.1' })];
    const workers = [worker('a', { ip_address: '198.51.100.1' })];
    expect(matchOf(servers, workers, 1)).toMatchObject({ state: 'ambiguous', candidates: ['a'] });
    expect(matchOf(servers, workers, 2)).toMatchObject({ state: 'ambiguous', candidates: ['a'] });
  });

  it('is ambiguous when the worker at its address is that of another server', () => {
    const servers = [server(1), server(2)];
    const workers = [worker('2', { ip_address: '198.51.100.1' })];
    expect(matchOf(servers, workers, 2)).toMatchObject({ state: 'matched', by: 'id' });
    expect(matchOf(servers, workers, 1)).toEqual({
      state: 'ambiguous',
      candidates: ['2'],
      because: 'worker 2 reports the address of this server and belongs to server 2',
    });
  });

  it('does not depend on the order of servers or workers', () => {
    const servers = [server(1), server(2), server(3, { name: 'probe.test' })];
    const workers = [
      worker('2', { ip_address: '198.51.100.1' }),
      worker('x', { host: 'probe.test' }),
      worker('y', { host: 'probe.test' }),
    ];
    const sorted = (matches: ReturnType<typeof matchServers>) => [...matches].sort(([a], [b]) => a - b);
    expect(sorted(matchServers([...servers].reverse(), [...workers].reverse()))).toEqual(
      sorted(matchServers(servers, workers)),
    );
  });
});

describe('workers without a server', () => {
  it('are those that match none and are a candidate of none', () => {
    const servers = [server(1), server(2)];
    const workers = [
      worker('1'),
      worker('a', { ip_address: '198.51.100.2' }),
      worker('b', { ip_address: '198.51.100.2' }),
      worker('lonely'),
    ];
    expect(unregistered(workers, matchServers(servers, workers)).map(({ worker_id }) => worker_id)).toEqual(['lonely']);
  });
});
