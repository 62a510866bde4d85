import { installHint } from './redis-source.js';

it.each([
  ['darwin', '', 'brew install redis'],
  ['linux', 'NAME="Debian GNU/Linux"\nID=debian\n', 'sudo apt-get install redis-server'],
  ['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'sudo apt-get install redis-server'],
  ['linux', 'ID=fedora\n', 'sudo dnf install valkey'],
  ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'sudo dnf install valkey'],
  ['linux', 'ID=arch\n', 'docker compose up --detach --wait redis'],
  ['win32', '', 'docker compose up --detach --wait redis'],
] as const)('knows the line for %s %j', (platform, release, line) => {
  expect(installHint(platform, release)).toBe(line);
});
