/** What the probe needs of a bundle's `worker.env`. */
export interface WorkerEnvironment {
  readonly baseUrl: string;
  readonly token: string;
}

/**
 * Reads `KEY=value` lines: blank ones and comments are passed over, quotes around a value are taken off, and the last
 * of several counts. Null when the address or the token is missing or cannot be one.
 */
export function workerEnvironmentFrom(text: string): WorkerEnvironment | null {
  const values = new Map(text.split('\n').flatMap(pairOf));
  const baseUrl = (values.get('ENGINE_API_BASE_URL') ?? '').replace(/\/+$/, '');
  const token = values.get('ENGINE_API_TOKEN') ?? '';
  const isUsable = /^https?:\/\/[^\s]+$/i.test(baseUrl) && URL.canParse(baseUrl) && /^[\x21-\x7e]+$/.test(token);
  return isUsable ? { baseUrl, token } : null;
}

function pairOf(line: string): [string, string][] {
  const trimmed = line.trim();
  const split = trimmed.indexOf('=');
  if (trimmed.startsWith('#') || split <= 0) return [];
  const value = trimmed.slice(split + 1).trim();
  return [[trimmed.slice(0, split).trim(), value.replace(/^(["'])(.*)\1$/, '$2')]];
}
