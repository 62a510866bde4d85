import { parseArgs } from 'node:util';
import { ForPeople } from '../for-people.js';
import { HOST_KINDS, type HostKind } from './test-hosts.js';

/** What `npm run regression` was asked for. */
export interface RegressionOptions {
  readonly target:
    | { readonly kind: 'stack'; readonly hosts: HostKind; readonly debianTree: string }
    | { readonly kind: 'deployment'; readonly url: string; readonly token: string; readonly user: string };
  /** Where the report goes. */
  readonly report: string;
}

const USAGE = `Usage: npm run regression [-- OPTIONS]
  --hosts process|systemd   the embedded stack with two hosts of that kind; process by default
  --debian-tree DIR         where the Debian of systemd hosts is kept; .data/debian-tree by default
  --base-url URL            a deployment instead; it needs the operator's token:
  --token TOKEN               or REGRESSION_TOKEN in the environment, which no list of processes shows
  --user NAME                 who acts, in the journal; "quality" by default
  --report DIR              test-results/regression by default`;

/** @throws ForPeople for what it does not understand */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): RegressionOptions {
  const values = parsed(args);
  const { report = 'test-results/regression', hosts, 'base-url': url, token, user } = values;
  if (url !== undefined) {
    if (hosts !== undefined) throw refused('--hosts is for the embedded stack, --base-url for a deployment');
    if (!URL.canParse(url) || !/^https?:/.test(url)) throw refused('--base-url must be an http or https address');
    const opened = token ?? environment['REGRESSION_TOKEN'];
    if (!opened) throw refused('A deployment needs --token, or REGRESSION_TOKEN in the environment');
    return { target: { kind: 'deployment', url, token: opened, user: user ?? 'quality' }, report };
  }
  if (token !== undefined || user !== undefined) throw refused('--token and --user go with --base-url');
  const kind = HOST_KINDS.find((known) => known === (hosts ?? 'process'));
  if (kind === undefined) throw refused(`--hosts is one of ${HOST_KINDS.join(', ')}`);
  return { target: { kind: 'stack', hosts: kind, debianTree: values['debian-tree'] ?? '.data/debian-tree' }, report };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { hosts: text, 'debian-tree': text, 'base-url': text, token: text, user: text, report: text },
    }).values;
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
}

const refused = (why: string) => new ForPeople(`${why}\n\n${USAGE}`);
