import type { Incoming } from '../wire.js';
import { BrokenAnswer } from './broken-answer.js';

/** The body as text. @throws BrokenAnswer it is not UTF-8 */
export function textOf({ bytes }: Incoming): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BrokenAnswer('decode_failed', "Laravel's answer is not UTF-8");
  }
}

/** @throws BrokenAnswer it is no JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would quote the body.
    throw new BrokenAnswer('decode_failed', "Laravel's answer is no JSON; something between may have answered for it");
  }
}

/** The object in the body of a refusal; empty when there is none, as with pages meant for browsers. */
export function objectIn({ bytes }: Incoming): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
