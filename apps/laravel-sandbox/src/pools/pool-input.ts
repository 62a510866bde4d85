import type { ProviderProfiles } from '@app/contracts';
import type { Input } from '../http/input.js';
import { asBoolean } from '../http/input.js';
import { matches, max, nullable, required, string, unique } from '../validation/rules.js';
import type { Rules } from '../validation/validate.js';
import { normalisedProfiles } from './provider-profiles.js';

/** What a pool is written with (contract 2.2). `is_default` of the caller is not among it. */
export interface PoolValues {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly isActive: boolean;
  readonly providerProfiles: ProviderProfiles;
}

/** The input with its slug in lower case, as it is checked. */
export function preparedPool(input: Input): Input {
  return typeof input['slug'] === 'string' ? { ...input, slug: input['slug'].toLowerCase() } : input;
}

export function poolRules(isSlugTaken: (slug: string) => Promise<boolean>): Rules {
  return {
    slug: [required, string, max(64), matches(/^[a-z0-9][a-z0-9_-]*$/), unique(isSlugTaken)],
    name: [required, string, max(255)],
    description: [nullable, string],
  };
}

/** The values of a prepared input that broke no rule. */
export function poolValues(input: Input): PoolValues {
  return {
    slug: String(input['slug']),
    name: String(input['name']),
    description: (input['description'] as string | null | undefined) ?? null, // a text or null, by its rule
    isActive: 'is_active' in input ? asBoolean(input['is_active']) : true,
    providerProfiles: normalisedProfiles(input['provider_profiles']),
  };
}
