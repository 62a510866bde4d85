import { addressOf } from './demo-hosts.js';

describe('the address of a host of the demonstration', () => {
  it('is a loopback address that stays', () => {
    expect(addressOf('/data/hosts', 0)).toMatch(/^127\.\d+\.\d+\.11$/);
    expect(addressOf('/data/hosts', 1)).toBe(addressOf('/data/hosts', 1));
  });

  it('is another one for each host and each stack', () => {
    const addresses = ['/a', '/b'].flatMap((directory) => [addressOf(directory, 0), addressOf(directory, 1)]);
    expect(new Set(addresses).size).toBe(4);
  });
});
