import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LaravelTrace } from '@app/contracts';
import { readPolicy } from '../policy/read-policy.js';
import type { SmtpPolicy } from '../policy/smtp-policy.js';

/** What a production worker decided under the candidate, found by playing the recorded sessions back to it. */
export interface ExpectedReplay {
  readonly trace_id: number;
  readonly recorded_under: string;
  readonly recorded: { readonly decision_class: string | null };
  readonly unaffected?: true;
  readonly attempts?: readonly {
    readonly attempt_number: number;
    readonly random_recipient?: true;
    readonly candidate?: ExpectedVerdict | { readonly beyond_recording: true };
  }[];
  readonly candidate?: {
    readonly truncated: boolean;
    readonly decision_class?: string | null;
    readonly matched_rule_id?: string | null;
    readonly decided_by?: string;
    readonly final_attempt?: number;
  };
  readonly changed?: boolean;
}

export interface ExpectedVerdict {
  readonly decision_class: string | null;
  readonly category: string;
  readonly reason: string;
  readonly reason_code: string | null;
  readonly rule_tag: string | null;
  readonly retry_strategy: string | null;
  readonly confidence: string | null;
  readonly matched_rule_id: string | null;
}

export interface RecordedReply {
  readonly trace_id: number | null;
  readonly attempt_number: number;
  readonly mx_host: string;
  readonly outcome: string;
  readonly command: string;
  readonly random_recipient?: true;
  readonly code: number;
  readonly enhanced_code: string | null;
  readonly message: string;
  readonly lines?: readonly string[];
}

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures');
const unpacked = (name: string) => gunzipSync(readFileSync(path.join(FOLDER, name))).toString();
const lines = <T>(name: string) =>
  unpacked(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

export function recordedTraces(): readonly LaravelTrace[] {
  return lines('decision-traces.jsonl.gz');
}

export function recordedReplies(): readonly RecordedReply[] {
  return lines('smtp-replies.jsonl.gz');
}

export function expectedReplays(): readonly ExpectedReplay[] {
  const { traces } = JSON.parse(unpacked('expected-replay.json.gz')) as { traces: readonly ExpectedReplay[] };
  return traces;
}

export function recordedPayload(name: 'active' | 'candidate'): unknown {
  return JSON.parse(unpacked(`policy-v4-${name}.json.gz`));
}

export function recordedPolicy(name: 'active' | 'candidate'): SmtpPolicy {
  return readPolicy(recordedPayload(name));
}
