import { Injectable } from '@nestjs/common';
import type { LaravelCredentials, LaravelPool } from '@app/contracts';
import type { LaravelServerList } from './answers/server-answers.js';
import { KeptList, type Copied, type Freshness } from './kept-list.js';
import type { CallContext } from './laravel-client-options.js';
import { LaravelClient } from './laravel-client.js';

/**
 * What everybody may read of Laravel, as it gave it last: its two lists, and what is known of the registry's
 * credentials. Many ask for them at once and often; Laravel is asked once for all, since its limit of calls is one for
 * all of us, and while it is away the last good copy is given with its age.
 */
@Injectable()
export class LaravelLists {
  private readonly serverList: KeptList<LaravelServerList>;
  private readonly poolList: KeptList<readonly LaravelPool[]>;
  private readonly credentialsCopy: KeptList<LaravelCredentials>;

  constructor(client: LaravelClient) {
    this.serverList = new KeptList((context) => client.listServers(context));
    this.poolList = new KeptList((context) => client.listPools(context));
    this.credentialsCopy = new KeptList((context) => client.credentials(context));
  }

  /** @throws LaravelError there is no copy yet, and Laravel cannot be read */
  servers(context: CallContext, freshness: Freshness): Promise<Copied<LaravelServerList>> {
    return this.serverList.read(context, freshness);
  }

  /** @throws LaravelError there is no copy yet, and Laravel cannot be read */
  pools(context: CallContext, freshness: Freshness): Promise<Copied<readonly LaravelPool[]>> {
    return this.poolList.read(context, freshness);
  }

  /** @throws LaravelError there is no copy yet, and Laravel cannot be read */
  credentials(context: CallContext, freshness: Freshness): Promise<Copied<LaravelCredentials>> {
    return this.credentialsCopy.read(context, freshness);
  }

  /** After a change: the next read asks Laravel. The copies still serve if it does not answer. */
  forget(): void {
    this.serverList.forget();
    this.poolList.forget();
    this.credentialsCopy.forget();
  }

  /** The last copy of the servers, whatever its age; null before the first. Asks nobody. */
  get knownServers(): Copied<LaravelServerList> | null {
    return this.serverList.known;
  }
}
