import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ENTROPY = 40;

/** The secret part of a new token: 40 random characters and their checksum, 48 in all (contract 1.1). */
export function newTokenText(): string {
  const random = Array.from({ length: ENTROPY }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return `${random}${crc32(random).toString(16).padStart(8, '0')}`;
}

/** What is stored of a token: SHA-256 of the part after the `|`. */
export function tokenHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** `<row id>|<text>`; the id is null for the old form without one. */
export function splitToken(plain: string): { readonly id: number | null; readonly text: string } {
  const position = plain.indexOf('|');
  if (position < 0) return { id: null, text: plain };
  return { id: Number(plain.slice(0, position)), text: plain.slice(position + 1) };
}
