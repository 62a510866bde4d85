import type { LaravelBundleBrief, LaravelInstallStage } from '@app/contracts';
import { laravelTime } from '../common/laravel-time.js';
import type { BundleRow } from '../database/rows.js';
import { signedUrl } from '../http/signed-url.js';

/** Where signed links lead and what they are signed with. */
export interface LinkFacts {
  /** The application's address without a slash at its end. */
  readonly appUrl: string;
  readonly appKey: string;
}

/** A bundle as it is on the wire (contract 5.1): an expired one has an empty list of links. */
export interface BundleRecord {
  readonly bundle_uuid: string;
  readonly engine_server_id: number;
  readonly expires_at: string;
  readonly is_expired: boolean;
  readonly download_urls: { readonly install: string; readonly env: string } | readonly [];
  readonly install_command_template: string | null;
  /** An addition; missing when additions are left out. */
  readonly install_stages?: readonly LaravelInstallStage[];
}

/** Whether the bundle's files are refused. A superseded one expires at the very instant of its successor. */
export function isExpired({ expiresAt }: Pick<BundleRow, 'expiresAt'>, now: number): boolean {
  return expiresAt <= now;
}

/** The signed link to a bundle's file or to its `stages`; it expires with the bundle (contract 5.3). */
export function bundleLink(
  bundle: Pick<BundleRow, 'bundleUuid' | 'expiresAt'>,
  file: string,
  { appUrl, appKey }: LinkFacts,
): string {
  const expires = String(Math.floor(bundle.expiresAt / 1_000));
  return signedUrl(appUrl, `/provisioning/bundles/${bundle.bundleUuid}/${file}`, { expires }, appKey);
}

export function bundleRecord(
  bundle: BundleRow,
  stages: readonly LaravelInstallStage[] | null,
  links: LinkFacts,
  now: number,
): BundleRecord {
  const expired = isExpired(bundle, now);
  const install = bundleLink(bundle, 'install.sh', links);
  return {
    bundle_uuid: bundle.bundleUuid,
    engine_server_id: bundle.engineServerId,
    expires_at: laravelTime(bundle.expiresAt),
    is_expired: expired,
    download_urls: expired ? [] : { install, env: bundleLink(bundle, 'worker.env', links) },
    install_command_template: expired ? null : installCommand(install),
    ...(stages !== null && { install_stages: stages }),
  };
}

export function bundleBrief(bundle: BundleRow, now: number): LaravelBundleBrief {
  return {
    bundle_uuid: bundle.bundleUuid,
    expires_at: laravelTime(bundle.expiresAt),
    is_expired: isExpired(bundle, now),
    created_at: laravelTime(bundle.createdAt),
  };
}

/** The words in angle brackets are literal: whoever shows the command replaces them (contract 5.1). */
function installCommand(installUrl: string): string {
  return `curl -fsSL "${installUrl}" | bash -s -- --ghcr-user "<ghcr-username>" --ghcr-token "<ghcr-token>"`;
}
