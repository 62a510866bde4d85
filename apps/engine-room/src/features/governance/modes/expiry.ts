import { duration } from '../../../ui/time';

const MINUTE = 60;
const SECONDS = { '15': 15 * MINUTE, '60': 60 * MINUTE, '240': 240 * MINUTE, '1440': 1_440 * MINUTE } as const;

export const EXPIRY_CHOICES = [
  { value: 'never', label: 'Until changed' },
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '240', label: '4 h' },
  { value: '1440', label: '1 day' },
] as const;

export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number]['value'];

/** Null: until somebody changes it. */
export const secondsOf = (choice: ExpiryChoice): number | null => (choice === 'never' ? null : SECONDS[choice]);

/** `until changed`, `for 1 h 00 min`. */
export const lasting = (seconds: number | null): string =>
  seconds === null ? 'until changed' : `for ${duration(seconds * 1_000)}`;
