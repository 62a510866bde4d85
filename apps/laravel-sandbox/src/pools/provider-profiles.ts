import { PROVIDER_PROFILES, PROVIDERS, type ProviderProfile, type ProviderProfiles } from '@app/contracts';

/**
 * Profiles as they are stored and shown: always all four providers. What is missing or unknown becomes `standard`, and
 * other keys are dropped, without a word (contract 2.2).
 */
export function normalisedProfiles(given: unknown): ProviderProfiles {
  const profiles = typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const entries = PROVIDERS.map((provider) => [provider, profileOf(profiles[provider])] as const);
  return Object.fromEntries(entries) as ProviderProfiles; // every provider is in it
}

function profileOf(given: unknown): ProviderProfile {
  const word = typeof given === 'string' ? given.toLowerCase() : '';
  return PROVIDER_PROFILES.find((profile) => profile === word) ?? 'standard';
}
