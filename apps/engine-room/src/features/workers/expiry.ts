/** Limits of `expires_in_seconds`, as the API has them. */
const SHORTEST_MINUTES = 1;
const LONGEST_MINUTES = 7 * 24 * 60;

export const EXPIRY_CHOICES = [
  { value: 'never', label: 'Until changed' },
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '240', label: '4 h' },
  { value: 'other', label: 'Other' },
] as const;

export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number]['value'];

export type Expiry =
  | { readonly kind: 'ok'; /** null: until somebody changes it. */ readonly seconds: number | null }
  | { readonly kind: 'wrong'; readonly because: string };

/** Reads the choice; `minutes` is what was typed, and counts for `other` alone. */
export function expiryOf(choice: ExpiryChoice, minutes: string): Expiry {
  if (choice === 'never') return { kind: 'ok', seconds: null };
  const value = Number(choice === 'other' ? minutes.trim() || Number.NaN : choice);
  if (Number.isInteger(value) && value >= SHORTEST_MINUTES && value <= LONGEST_MINUTES) {
    return { kind: 'ok', seconds: value * 60 };
  }
  return { kind: 'wrong', because: 'Whole minutes from 1 to 10,080 (7 days)' };
}
