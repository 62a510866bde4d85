import type { LoadResult } from './load-generator.js';
import { median } from './statistics.js';
import { bareSubject, loadProcess, productSubject, type LoadProcess, type Subject } from './subjects.js';

export interface HeartbeatBenchOptions {
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly workers: number;
  readonly connections: number;
}

/** What one subject did: the median of its rounds, and the rounds. */
export interface HeartbeatFigures {
  readonly name: string;
  readonly beatsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly generatorCpu: number;
  readonly refused: number;
  readonly broken: number;
  readonly rounds: readonly LoadResult[];
}

export interface HeartbeatBenchResult {
  readonly product: HeartbeatFigures;
  readonly withRedis: HeartbeatFigures;
  readonly alone: HeartbeatFigures;
}

/** Beats a second of the control plane and of two bare servers, in turns, so that a slow minute is slow for all. */
export async function benchHeartbeats(
  options: HeartbeatBenchOptions,
  report: (line: string) => void,
): Promise<HeartbeatBenchResult> {
  const started: Subject[] = [];
  const keep = async (starting: Promise<Subject>) => {
    const subject = await starting;
    started.push(subject);
    return subject;
  };
  const load = loadProcess();
  try {
    const product = await keep(productSubject());
    const withRedis = await keep(bareSubject(true));
    const alone = await keep(bareSubject(false));
    const results = new Map<Subject, LoadResult[]>(started.map((subject) => [subject, []]));
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const subject of started) {
        const result = await measure(load, subject, options);
        results.get(subject)?.push(result);
        report(`  round ${round}  ${subject.name.padEnd(26)} ${Math.round(result.beatsPerSecond)} beats/s`);
      }
    }
    const figures = (subject: Subject) => figuresOf(subject.name, results.get(subject) ?? []);
    return { product: figures(product), withRedis: figures(withRedis), alone: figures(alone) };
  } finally {
    load.stop();
    for (const subject of started) await subject.stop();
  }
}

function measure(load: LoadProcess, subject: Subject, options: HeartbeatBenchOptions): Promise<LoadResult> {
  return load.run({
    port: subject.port,
    token: subject.token,
    workers: options.workers,
    connections: options.connections,
    warmUpMs: 1_500,
    measureMs: options.secondsPerRound * 1_000,
  });
}

function figuresOf(name: string, rounds: readonly LoadResult[]): HeartbeatFigures {
  const middle = (of: (result: LoadResult) => number) => median(rounds.map(of));
  const sum = (of: (result: LoadResult) => number) => rounds.reduce((total, result) => total + of(result), 0);
  return {
    name,
    beatsPerSecond: middle((result) => result.beatsPerSecond),
    p50Ms: middle((result) => result.p50Ms),
    p99Ms: middle((result) => result.p99Ms),
    generatorCpu: middle((result) => result.generatorCpu),
    refused: sum((result) => result.refused),
    broken: sum((result) => result.broken),
    rounds,
  };
}
