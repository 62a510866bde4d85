/** What stands where nothing could be measured. Never a zero. */
export const NO_DATA = 'no data';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = (value: number): string => whole.format(value);

/** `1 worker`, `12 workers`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A rate a second or a minute: one digit below a hundred, none above. */
export const rate = (value: number | null): string =>
  value === null ? NO_DATA : value < 99.95 ? oneDigit.format(value) : whole.format(value);

/** A fraction 0..1 as per cent with one digit. */
export const percent = (value: number | null): string =>
  value === null ? NO_DATA : `${oneDigit.format(value * 100)} %`;
