import { readOptions } from './options.js';

describe('the options of the checklist', () => {
  it('are process hosts and the usual place, unless something is said', () => {
    expect(readOptions([], {})).toEqual({
      target: { kind: 'stack', hosts: 'process', debianTree: '.data/debian-tree' },
      report: 'test-results/regression',
    });
    expect(readOptions(['--hosts', 'systemd', '--report', 'out'], {})).toMatchObject({
      target: { hosts: 'systemd' },
      report: 'out',
    });
  });

  it('name a deployment, whose token may be in the environment', () => {
    const deployment = { kind: 'deployment', url: 'https://engine.sample.test', token: 'secret', user: 'quality' };
    const args = ['--base-url', 'https://engine.sample.test'];
    expect(readOptions([...args, '--token', 'secret'], {}).target).toEqual(deployment);
    expect(readOptions(args, { REGRESSION_TOKEN: 'secret' }).target).toEqual(deployment);
  });

  it.each([
    [['--hosts', 'docker'], /--hosts is one of process, systemd/],
    [['--base-url', 'engine'], /http or https/],
    [['--base-url', 'https://engine.sample.test'], /needs --token/],
    [['--base-url', 'https://engine.sample.test', '--token', 'x', '--hosts', 'process'], /embedded stack/],
    [['--token', 'x'], /go with --base-url/],
    [['--unknown'], /Usage/],
  ])('refuse %j in words', (args, why) => {
    expect(() => readOptions(args, {})).toThrow(why);
  });
});
