import { probeShards } from './probe-shards.js';

const emails = (count: number, domain: string) => Array.from({ length: count }, (_, index) => `p${index}@${domain}`);
const sizes = (list: readonly string[]) =>
  probeShards(list).map(({ provider, domain, emails: shard }) => [provider, domain, shard.length]);

describe('the shards of a screened chunk', () => {
  it('are of one provider each, subdomains included', () => {
    const list = ['a@gmail.com', 'b@mail.googlemail.com', 'c@msn.com', 'd@ymail.com', 'e@alpha.test', 'f@notgmail.com'];
    expect(sizes(list)).toEqual([
      ['gmail', null, 2],
      ['microsoft', 'msn.com', 1],
      ['yahoo', 'ymail.com', 1],
      ['generic', null, 2],
    ]);
  });

  it('give a domain with enough addresses shards of its own', () => {
    expect(sizes([...emails(250, 'alpha.test'), ...emails(100, 'bravo.test'), ...emails(99, 'c.test')])).toEqual([
      ['generic', 'alpha.test', 250],
      ['generic', null, 199],
    ]);
  });

  it('are near the target and never above the most', () => {
    expect(sizes(emails(1_400, 'alpha.test'))).toEqual([['generic', 'alpha.test', 1_400]]);
    expect(sizes(emails(2_600, 'alpha.test')).map(([, , size]) => size)).toEqual([867, 867, 866]);
  });

  it('lose no address', () => {
    const list = [...emails(4_321, 'alpha.test'), ...emails(55, 'gmail.com'), ...emails(3, 'b.test')];
    expect(probeShards(list).flatMap((shard) => shard.emails)).toHaveLength(list.length);
    expect(probeShards([])).toEqual([]);
  });
});
