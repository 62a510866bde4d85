import {
  COMMAND_STATUSES,
  type LaravelBundle,
  type LaravelCommand,
  type LaravelCredentials,
  type LaravelInstallStage,
  SERVER_COMMANDS,
} from '@app/contracts';
import { checkOf } from './checked.js';
import * as word from './schema-words.js';

const STAGE = word.record({
  stage: word.text,
  status: word.oneOf(['running', 'done', 'failed']),
  detail: word.textOrNull,
  at: word.instant,
});

/** Section 5.1 of the contract. An empty map is an empty array to PHP, so that is what an expired bundle has. */
const BUNDLE = word.record(
  {
    bundle_uuid: word.text,
    engine_server_id: word.whole,
    expires_at: word.instant,
    is_expired: word.flag,
    download_urls: {
      ...word.record({ install: word.text, env: word.text }),
      type: ['object', 'array', 'null'],
      maxItems: 0,
    },
    install_command_template: word.textOrNull,
    install_stages: word.orNull(word.listOf(STAGE)),
  },
  ['install_stages'],
);

/** Section 6.2. */
const COMMAND = word.record({
  id: word.text,
  engine_server_id: word.whole,
  action: word.oneOf(SERVER_COMMANDS),
  status: word.oneOf(COMMAND_STATUSES),
  source: word.text,
  request_id: word.textOrNull,
  idempotency_key: word.textOrNull,
  agent_command_id: word.textOrNull,
  reason: word.textOrNull,
  error_message: word.textOrNull,
  started_at: word.instantOrNull,
  finished_at: word.instantOrNull,
  created_at: word.instantOrNull,
  updated_at: word.instantOrNull,
});

/** Section 2.4. */
const CREDENTIALS = word.record({
  ghcr_username: word.textOrNull,
  ghcr_token_configured: word.flag,
  ghcr_token_masked: word.textOrNull,
  updated_at: word.instantOrNull,
});

type BundleOnTheWire = Omit<LaravelBundle, 'download_urls' | 'install_stages'> & {
  readonly download_urls: { readonly install: string; readonly env: string } | readonly [] | null;
  readonly install_stages?: readonly LaravelInstallStage[] | null;
};

const checkBundle = checkOf<{ readonly data: BundleOnTheWire }>(word.envelope(BUNDLE));
const checkCommand = checkOf<{ readonly data: LaravelCommand }>(word.envelope(COMMAND));
const checkCredentials = checkOf<{ readonly data: Record<keyof LaravelCredentials, string | boolean | null> }>(
  word.envelope(CREDENTIALS),
);
const checkReveal = checkOf<{ readonly data: { readonly ghcr_token: string } }>(
  word.envelope(word.record({ ghcr_token: word.text })),
);

/** @throws BrokenAnswer */
export function bundleFrom(body: unknown): LaravelBundle {
  const { data } = checkBundle(body);
  const urls = data.download_urls;
  return {
    ...data,
    is_expired: Boolean(data.is_expired),
    download_urls: urls !== null && 'env' in urls ? urls : null,
    install_stages: data.install_stages ?? null,
  };
}

/** @throws BrokenAnswer */
export function commandFrom(body: unknown): LaravelCommand {
  return checkCommand(body).data;
}

/** @throws BrokenAnswer */
export function credentialsFrom(body: unknown): LaravelCredentials {
  const { data } = checkCredentials(body);
  return {
    ghcr_username: String(data.ghcr_username ?? ''),
    ghcr_token_configured: Boolean(data.ghcr_token_configured),
    ghcr_token_masked: String(data.ghcr_token_masked ?? ''),
    updated_at: data.updated_at === null ? null : String(data.updated_at),
  };
}

/** The registry token itself. @throws BrokenAnswer */
export function registryTokenFrom(body: unknown): string {
  return checkReveal(body).data.ghcr_token;
}
