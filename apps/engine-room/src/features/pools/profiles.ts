import { PROVIDERS, type LaravelPoolUpsert, type ProviderProfile, type ProviderProfiles } from '@app/contracts';

/** What a profile means for the workers of a pool (contract of Laravel, section 4). */
export const PROFILE_WORDS: Readonly<Record<ProviderProfile, { readonly label: string; readonly meaning: string }>> = {
  standard: { label: 'standard', meaning: 'workers probe normally' },
  low_hit: { label: 'low hit', meaning: 'workers probe cautiously' },
  warmup: { label: 'warm-up', meaning: 'workers probe only a little (degraded probe)' },
};

/** How a pool treats the providers: in a word if all alike, else those that are not treated by the standard. */
export function profilesSaid(profiles: ProviderProfiles): readonly string[] {
  const [first = 'standard', ...rest] = PROVIDERS.map((provider) => profiles[provider]);
  if (rest.every((profile) => profile === first)) return [`all ${PROFILE_WORDS[first].label}`];
  return PROVIDERS.filter((provider) => profiles[provider] !== 'standard').map(
    (provider) => `${provider}: ${PROFILE_WORDS[profiles[provider]].label}`,
  );
}

export type PoolDraft = Omit<LaravelPoolUpsert, 'description'> & { readonly description: string };
export type PoolErrors = Readonly<Partial<Record<'slug' | 'name', string>>>;

export const NEW_POOL: PoolDraft = {
  slug: '',
  name: '',
  description: '',
  is_active: true,
  provider_profiles: { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' },
};

/** The slug as Laravel would keep it (its contract, section 2.2). */
const slugOf = (text: string) => text.trim().toLowerCase();

/** Everything that is wrong with a draft; empty when nothing is. */
export function poolErrors({ slug, name }: PoolDraft): PoolErrors {
  const isSlug = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(slugOf(slug));
  return {
    ...(!isSlug && { slug: 'Up to 64 of a–z, 0–9, - and _, starting with a letter or figure' }),
    ...(name.trim() === '' && { name: 'Give the pool a name' }),
    ...(name.trim().length > 255 && { name: 'At most 255 characters' }),
  };
}

export const poolBody = (draft: PoolDraft): LaravelPoolUpsert => ({
  ...draft,
  slug: slugOf(draft.slug),
  name: draft.name.trim(),
  description: draft.description.trim() || null,
});
