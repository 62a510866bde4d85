import { Injectable } from '@nestjs/common';
import type {
  LaravelBundle,
  LaravelCredentials,
  LaravelCredentialsUpdate,
  ProvisioningBundle,
  ProvisioningCredentials,
} from '@app/contracts';
import { type CallContext, LaravelClient, LaravelLists } from '@app/laravel-client';
import { Clock } from '@app/service';
import { wireTime } from '../../common/wire-time.js';
import { fromLaravel } from '../../laravel/laravel-failure.js';
import { laravelTimeOrNull } from '../../laravel/laravel-time.js';
import { installCommand } from './install-command.js';
import { installStages } from './install-stages.js';

/** How old a copy of the credentials may be. Who looks every second is no reason to ask Laravel as often. */
const CREDENTIALS_MS = 5_000;

/** Bundles, and the credentials of the image registry. Laravel keeps both; nothing secret leaves through here. */
@Injectable()
export class ProvisioningService {
  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
    private readonly clock: Clock,
  ) {}

  /** Makes a new bundle; links of earlier ones of this server die. @throws Failure of Laravel */
  async create(serverId: number, context: CallContext): Promise<ProvisioningBundle> {
    const bundle = await this.client.createBundle(serverId, context).catch(fromLaravel);
    this.lists.forget();
    return this.view(bundle, context);
  }

  /** The newest bundle, expired or not; null when there is none. @throws Failure of Laravel */
  async latest(serverId: number, context: CallContext): Promise<ProvisioningBundle | null> {
    const bundle = await this.client.latestBundle(serverId, context).catch(fromLaravel);
    return bundle === null ? null : this.view(bundle, context);
  }

  async credentials(context: CallContext): Promise<ProvisioningCredentials> {
    const { value, problem } = await this.lists.credentials(context, { maxAgeMs: CREDENTIALS_MS }).catch(fromLaravel);
    if (problem !== null) return fromLaravel(problem); // it is short: an old one would only mislead
    return credentialsView(value);
  }

  async updateCredentials(update: LaravelCredentialsUpdate, context: CallContext): Promise<ProvisioningCredentials> {
    const credentials = await this.client.updateCredentials(update, context).catch(fromLaravel);
    this.lists.forget();
    return credentialsView(credentials);
  }

  private async view(bundle: LaravelBundle, context: CallContext): Promise<ProvisioningBundle> {
    const now = this.clock.now();
    const expiresAt = Date.parse(bundle.expires_at);
    const isExpired = bundle.is_expired || bundle.download_urls === null || expiresAt <= now;
    return {
      bundle_uuid: bundle.bundle_uuid,
      server_id: bundle.engine_server_id,
      expires_at: wireTime(expiresAt),
      is_expired: isExpired,
      seconds_left: isExpired ? 0 : Math.max(0, Math.floor((expiresAt - now) / 1_000)),
      install_command:
        isExpired || bundle.download_urls === null
          ? null
          : installCommand(bundle.download_urls.install, await this.registryUser(context)),
      install_stages: installStages(bundle.install_stages),
    };
  }

  /** The command is worth having without it: the host asks then. */
  private async registryUser(context: CallContext): Promise<string> {
    const copied = await this.lists.credentials(context, { maxAgeMs: CREDENTIALS_MS }).catch(() => null);
    return copied?.value.ghcr_username ?? '';
  }
}

function credentialsView(credentials: LaravelCredentials): ProvisioningCredentials {
  return { ...credentials, updated_at: laravelTimeOrNull(credentials.updated_at) };
}
