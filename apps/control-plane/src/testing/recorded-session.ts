import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HeartbeatRequest } from '@app/contracts';

interface Moment {
  readonly t_ms: number;
}

export interface RecordedBeat extends Moment {
  readonly what: 'beat';
  readonly worker_id: string;
  readonly request: HeartbeatRequest;
  /** 0 when the control plane was down. */
  readonly status: number;
  readonly response: { readonly desired_state: string } | null;
}

export interface RecordedPoll extends Moment {
  readonly what: 'poll';
  readonly worker_id: string;
  readonly request: { readonly path: string };
  readonly status: number;
  readonly response: Readonly<Record<string, unknown>> | null;
}

export interface RecordedCall extends Moment {
  readonly what: 'api';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly request: object | null;
  readonly status: number;
  readonly response: Readonly<Record<string, unknown>>;
}

/** Something that happened to a process; `description` is the recorder's own sentence. */
export interface RecordedEvent extends Moment {
  readonly what: 'process';
  readonly description: string;
  readonly worker_id?: string;
}

export type Recorded = RecordedBeat | RecordedPoll | RecordedCall | RecordedEvent;

type Line = Moment & Record<string, unknown>;

/** The recorded session in the order in which it happened. */
export function recordedSession(): readonly Recorded[] {
  const beats = lines('worker-heartbeats.jsonl').map((line) => ({ ...line, what: 'beat' }));
  const polls = lines('worker-policies.jsonl').map((line) => ({ ...line, what: 'poll' }));
  const actions = lines('operator-actions.jsonl').map((line) =>
    line['kind'] === 'api' ? { ...line, what: 'api' } : { ...line, what: 'process', description: line['what'] },
  );
  const all = [...beats, ...polls, ...actions] as unknown as Recorded[]; // the files' README says what they hold
  return all.sort((a, b) => a.t_ms - b.t_ms);
}

function lines(file: string): Line[] {
  const text = readFileSync(path.resolve(import.meta.dirname, 'recorded', file), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
