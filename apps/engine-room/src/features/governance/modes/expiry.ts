import { duration } from '../../../ui/time';

const MINUTE = 60;
const SECONDS = {
  '15': 15 * MINUTE,
  '30': 30 * MINUTE,
  '60': 60 * MINUTE,
  '240': 240 * MINUTE,
  '1440': 1_440 * MINUTE,
} as const;

export const EXPIRY_CHOICES = [
  { value: 'never', label: 'Until changed' },
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '60', label: '1 h' },
  { value: '240', label: '4 h' },
  { value: '1440', label: '1 day' },
] as const;

export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number]['value'];

/** Null: until somebody changes it. */
export const secondsOf = (choice: ExpiryChoice): number | null => (choice === 'never' ? null : SECONDS[choice]);

/** `until changed`, `for 1 h`; a length that is no choice, as after an undo, to the second. */
export function lasting(seconds: number | null): string {
  if (seconds === null) return 'until changed';
  const choice = EXPIRY_CHOICES.find(({ value }) => secondsOf(value) === seconds);
  return `for ${choice?.label ?? duration(seconds * 1_000)}`;
}
