import type { EngineSettingsRow } from '../database/rows.js';
import { readReason } from '../traces/reason.js';
import { resultRows, withoutRows, type ResultRow } from '../traces/result-file.js';

/** What is probed again later instead of being told as risky. */
export interface RetryPlan {
  readonly emails: readonly string[];
  /** The risky file without them. */
  readonly keptCsv: string;
  readonly delayMs: number;
}

/** How often a chunk was tried, and may be. */
export interface TriedChunk {
  readonly retryAttempt: number;
  readonly maxProbeAttempts: number;
}

/**
 * Which rows of a probe chunk's risky file are tried again, and when (contract 7.5); null: none. A retry that claiming
 * would never give away, since it was tried too often, is not made (the real application makes it: contract 11, trap 9).
 */
export function retryPlan(riskyCsv: string, chunk: TriedChunk, settings: EngineSettingsRow): RetryPlan | null {
  if (!settings.tempfailRetryEnabled || chunk.retryAttempt >= settings.tempfailRetryMaxAttempts) return null;
  if (chunk.retryAttempt + 1 >= chunk.maxProbeAttempts) return null;
  const reasons = listOf(settings.tempfailRetryReasons);
  const isRetried = ({ reason }: ResultRow) => reasons.includes(readReason(reason).base);
  const emails = resultRows(riskyCsv)
    .filter(isRetried)
    .map(({ email }) => email);
  if (emails.length === 0) return null;
  const minutes = listOf(settings.tempfailRetryBackoffMinutes).map(Number);
  const delayMinutes = minutes[Math.min(chunk.retryAttempt, minutes.length - 1)] ?? 0;
  return { emails, keptCsv: withoutRows(riskyCsv, isRetried), delayMs: delayMinutes * 60_000 };
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
