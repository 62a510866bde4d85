import { isIP } from 'node:net';
import type { Rule, Subject } from './validate.js';

/*
 * Laravel's rules with the texts of its English language file. Each works on a value that is trimmed already, with ""
 * turned into null.
 */

export const required: Rule = {
  implicit: true,
  check: ({ value, label }) => (isEmpty(value) ? `The ${label} field is required.` : null),
};

/** Null is fine; the other rules then do not count. */
export const nullable: Rule = { nullable: true, check: () => null };

export const string: Rule = {
  check: ({ value, label }) => (typeof value === 'string' ? null : `The ${label} field must be a string.`),
};

export const integer: Rule = {
  number: true,
  check: ({ value, label }) => (isInteger(value) ? null : `The ${label} field must be an integer.`),
};

/** Laravel's own `boolean` rule: only `true, false, 1, 0, "1", "0"`. */
export const boolean: Rule = {
  check: ({ value, label }) =>
    [true, false, 1, 0, '1', '0'].some((fine) => fine === value) ? null : `The ${label} field must be true or false.`,
};

/** An object or a list, since PHP's arrays are both. */
export const array: Rule = {
  check: ({ value, label }) =>
    typeof value === 'object' && value !== null ? null : `The ${label} field must be an array.`,
};

export const email: Rule = {
  check: ({ value, label }) =>
    typeof value === 'string' && EMAIL.test(value) ? null : `The ${label} field must be a valid email address.`,
};

export const ip: Rule = {
  check: ({ value, label }) =>
    typeof value === 'string' && isIP(value) !== 0 ? null : `The ${label} field must be a valid IP address.`,
};

export const uuid: Rule = {
  check: ({ value, label }) =>
    typeof value === 'string' && isUuid(value) ? null : `The ${label} field must be a valid UUID.`,
};

export const httpUrl: Rule = {
  check: ({ value, label }) =>
    typeof value === 'string' && isHttpUrl(value) ? null : `The ${label} field must be a valid URL.`,
};

/** Characters of a text, entries of a list, or the number itself where the field is a number. */
export function max(limit: number): Rule {
  return {
    check: ({ value, label, isNumber }) => {
      const size = sizeOf(value, isNumber);
      if (size === null || size <= limit) return null;
      if (Array.isArray(value)) return `The ${label} field must not have more than ${limit} items.`;
      return `The ${label} field must not be greater than ${limit}${isNumber ? '' : ' characters'}.`;
    },
  };
}

export function min(limit: number): Rule {
  return {
    check: ({ value, label, isNumber }) => {
      const size = sizeOf(value, isNumber);
      if (size === null || size >= limit) return null;
      return `The ${label} field must be at least ${limit}${isNumber ? '' : ' characters'}.`;
    },
  };
}

/** A number from `from` to `to`, both included. */
export function between(from: number, to: number): Rule {
  return {
    check: ({ value, label, isNumber }) => {
      const size = sizeOf(value, isNumber);
      return size === null || (size >= from && size <= to)
        ? null
        : `The ${label} field must be between ${from} and ${to}.`;
    },
  };
}

export function oneOf(words: readonly string[]): Rule {
  return {
    check: ({ value, label }) =>
      words.includes(typeof value === 'number' ? String(value) : (value as string)) ? null : selectedIsInvalid(label),
  };
}

export function matches(pattern: RegExp): Rule {
  return {
    check: ({ value, label }) =>
      typeof value === 'string' && pattern.test(value) ? null : `The ${label} field format is invalid.`,
  };
}

/** Asks the database whether somebody has the value. `text` replaces Laravel's own message. */
export function unique(isTaken: (value: string) => Promise<boolean>, text?: string): Rule {
  return {
    afterOthers: true,
    check: async ({ value, label }) =>
      (await isTaken(String(value))) ? (text ?? `The ${label} has already been taken.`) : null,
  };
}

/** Asks the database whether a row with this number is there. */
export function exists(isThere: (id: number) => Promise<boolean>): Rule {
  return {
    afterOthers: true,
    check: async ({ value, label }) => ((await isThere(Number(value))) ? null : selectedIsInvalid(label)),
  };
}

/** What `integer` accepts as a number. */
export function asInteger(value: unknown): number | null {
  return isInteger(value) ? Number(value) : null;
}

export function isUuid(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);
}

// RFC 5321 without quoted local parts and address literals, which nobody sends from.
const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  return value === true || (typeof value === 'string' && /^[+-]?(0|[1-9]\d*)$/.test(value));
}

function sizeOf(value: unknown, isNumber: boolean): number | null {
  if (isNumber) return isInteger(value) ? Number(value) : null;
  if (typeof value === 'string') return [...value].length;
  if (typeof value === 'number') return String(value).length;
  return Array.isArray(value) ? value.length : null;
}

function isHttpUrl(text: string): boolean {
  if (/\s/.test(text) || !/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text);
}

function selectedIsInvalid(label: Subject['label']): string {
  return `The selected ${label} is invalid.`;
}
