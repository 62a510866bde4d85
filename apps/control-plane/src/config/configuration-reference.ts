import { type Key, markdownTable } from '@app/service';
import { KEYS } from './keys.js';

/** What stands in the example file for keys that must be set. The token is left empty on purpose: nobody should share one. */
const EXAMPLES: Readonly<Record<string, string>> = {
  PORT: '9091',
  CONTROL_PLANE_TOKEN: '',
  REDIS_ADDR: '127.0.0.1:6379',
};

const ENTRIES: readonly [string, Key<unknown>][] = Object.entries(KEYS);

/** `.env.example`: what must be set, and everything else commented out with its default. */
export function exampleFile(): string {
  const blocks = ENTRIES.map(([name, key]) => {
    const line = isRequired(key) ? `${name}=${EXAMPLES[name] ?? ''}` : `# ${name}=${defaultText(key)}`;
    return `# ${key.meaning}.${isRequired(key) ? ' Must be set.' : ''}\n${line}`;
  });
  return `${[EXAMPLE_HEAD, ...blocks].join('\n\n')}\n`;
}

/** `docs/configuration.md`. */
export function referencePage(): string {
  const rows = ENTRIES.map(([name, key]) => [`\`${name}\``, defaultCell(key), meaningCell(key)]);
  return `${PAGE_HEAD}\n\n${markdownTable(['Key', 'Default', 'Meaning'], rows)}\n`;
}

const EXAMPLE_HEAD = `# Environment of the control plane. Written from apps/control-plane/src/config/keys.ts; see docs/configuration.md.
# Start with it: node --env-file=.env dist/apps/control-plane/src/main.js
# A good token: node -p "crypto.randomBytes(32).toString('base64url')"`;

const PAGE_HEAD = `# Configuration

The control plane is configured by its environment alone, which it reads once at start. When something is wrong it names
every wrong key with the rule it breaks, and does not start; secrets are never printed. An empty value counts as not set.

- On or off: \`1\`, \`true\`, \`yes\` and \`on\` in any case are on, everything else is off.
- A seed is the first value of a setting.
- A token in \`…_PREVIOUS\` is accepted beside its successor: set it, hand the new token out, then remove it.

This page and \`.env.example\` are written from \`apps/control-plane/src/config/keys.ts\`:
\`node dist/apps/control-plane/src/config/write-configuration-reference.js\` after a build, at the top of the repository.`;

function isRequired(key: Key<unknown>): boolean {
  return key.fallback === undefined;
}

function defaultText({ fallback }: Key<unknown>): string {
  return String(fallback ?? '');
}

function defaultCell(key: Key<unknown>): string {
  if (isRequired(key)) return 'must be set';
  const text = defaultText(key);
  return text === '' ? 'empty' : `\`${text}\``;
}

function meaningCell({ meaning, secret }: Key<unknown>): string {
  return secret ? `${meaning}. Secret` : meaning;
}
