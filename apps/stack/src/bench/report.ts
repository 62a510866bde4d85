import type { HeartbeatBenchResult, HeartbeatFigures } from './heartbeat-bench.js';
import { LARGEST_FLEET, READS, type ReadBenchResult } from './read-bench.js';

const RATIO_GOAL = 0.9;
/** Of the background's own ups and downs this much may fall on a read; a command for each read would be 1. */
const COMMANDS_PER_READ_NOISE = 0.05;

/** Rounds of one subject that differ more than this say more about the machine than about the subject. */
const STEADY_SPREAD = 1.25;

export interface Goal {
  readonly text: string;
  /** `unsure`: something else kept the machine busy, and the figures say nothing. */
  readonly verdict: 'met' | 'missed' | 'unsure';
}

/** What was aimed at and whether it was reached. */
export function goalsOf(beats: HeartbeatBenchResult, reads: ReadBenchResult): readonly Goal[] {
  const ratio = beats.product.beatsPerSecond / beats.withRedis.beatsPerSecond;
  const isSteady = spread(beats.product) <= STEADY_SPREAD && spread(beats.withRedis) <= STEADY_SPREAD;
  const { refused, broken } = beats.product;
  const largest = reads.reads.filter(({ workers }) => workers === LARGEST_FLEET);
  return [
    { text: `${RATIO_GOAL} of (a): ${ratio.toFixed(2)}`, verdict: isSteady ? verdict(ratio >= RATIO_GOAL) : 'unsure' },
    {
      text: `every beat answered 200: ${refused} refused, ${broken} connections broken`,
      verdict: verdict(refused + broken === 0),
    },
    ...READS.map(({ name, goalMs }) => {
      const p99Ms = largest.find((figures) => figures.name === name)?.p99Ms ?? Infinity;
      const text = `${name} at ${LARGEST_FLEET} workers, p99 at most ${goalMs} ms: ${p99Ms.toFixed(1)} ms`;
      return { text, verdict: verdict(p99Ms <= goalMs) };
    }),
    ...reads.redis.map(({ workers, commandsPerRead }) => ({
      text: `no Redis command for a read at ${workers} workers: ${commandsPerRead.toFixed(3)}`,
      verdict: verdict(commandsPerRead < COMMANDS_PER_READ_NOISE),
    })),
  ];
}

function verdict(isMet: boolean): Goal['verdict'] {
  return isMet ? 'met' : 'missed';
}

/** How many times faster the best round was than the worst. */
function spread({ rounds }: HeartbeatFigures): number {
  const rates = rounds.map(({ beatsPerSecond }) => beatsPerSecond);
  return Math.max(...rates) / Math.min(...rates);
}

export function heartbeatTable({ product, withRedis, alone }: HeartbeatBenchResult): string {
  const rows = [product, withRedis, alone].map((figures) => [
    figures.name,
    Math.round(figures.beatsPerSecond).toString(),
    `${spread(figures).toFixed(2)} ×`,
    figures.p50Ms.toFixed(1),
    figures.p99Ms.toFixed(1),
    (product.beatsPerSecond / figures.beatsPerSecond).toFixed(2),
    `${Math.round(figures.generatorCpu * 100)} %`,
    String(figures.refused + figures.broken),
  ]);
  const head = [
    '',
    'beats/s',
    'best / worst round',
    'p50 ms',
    'p99 ms',
    'product / it',
    'generator, of a core',
    'not answered 200',
  ];
  return table([head, ...rows]);
}

export function readTable({ reads }: ReadBenchResult): string {
  const rows = reads.map((figures) => [
    figures.name,
    String(figures.workers),
    figures.p50Ms.toFixed(2),
    figures.p99Ms.toFixed(2),
    String(figures.requests),
    `${(figures.answerBytes / 1_000).toFixed(1)} kB`,
  ]);
  return table([['', 'workers', 'p50 ms', 'p99 ms', 'requests', 'answer'], ...rows]);
}

export function redisTable({ redis }: ReadBenchResult): string {
  const rows = redis.map((figures) => [
    'Redis commands',
    String(figures.workers),
    String(figures.commandsWhileReading),
    figures.commandsWhileIdle.toFixed(0),
    String(figures.requests),
    figures.commandsPerRead.toFixed(3),
  ]);
  return table([['', 'workers', 'while reading', 'while idle', 'reads', 'a read'], ...rows]);
}

/** First column to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
