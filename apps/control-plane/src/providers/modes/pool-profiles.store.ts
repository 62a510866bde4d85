import { Injectable } from '@nestjs/common';
import type { ProviderProfiles } from '@app/contracts';
import { RedisLink } from '@app/redis';

// Owned by this file: providers:pool-profiles, a string (JSON): the profiles of Laravel's active pools by slug. Soft: a
// copy for a start without Laravel. Renewed while Laravel answers; expires after 30 days.
const KEY = 'providers:pool-profiles';
const KEPT_SECONDS = 30 * 86_400;

/** Slug in lower case → profiles; archived pools are not in it. */
export type ProfilesBySlug = Readonly<Record<string, ProviderProfiles>>;

/** The last profiles that some replica read from Laravel. */
@Injectable()
export class PoolProfilesStore {
  constructor(private readonly link: RedisLink) {}

  /** @returns null when there is no copy, or none that can be read @throws when Redis does not answer */
  async load(): Promise<ProfilesBySlug | null> {
    const text = await this.link.commands.get(KEY);
    return text === null ? null : profilesOf(text);
  }

  /** @throws when Redis did not confirm */
  async save(profiles: ProfilesBySlug): Promise<void> {
    await this.link.commands.set(KEY, JSON.stringify(profiles), 'EX', KEPT_SECONDS);
  }
}

function profilesOf(text: string): ProfilesBySlug | null {
  try {
    const found: unknown = JSON.parse(text);
    const isOurs = typeof found === 'object' && found !== null && Object.values(found).every(isProfiles);
    return isOurs ? (found as ProfilesBySlug) : null;
  } catch {
    return null; // written by another version of this service
  }
}

function isProfiles(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((word) => typeof word === 'string');
}
