import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchHeartbeats, type HeartbeatBenchResult } from './bench/heartbeat-bench.js';
import { benchReads, type ReadBenchResult } from './bench/read-bench.js';
import { goalsOf, heartbeatTable, readTable, redisTable } from './bench/report.js';
import { ForPeople } from './for-people.js';

const WORKERS = 10_000;
const CONNECTIONS = 64;

/**
 * `npm run bench`: beats a second beside two bare servers, and how long reads take. Misses of a goal are printed and
 * are no failure.
 * @throws ForPeople for options it does not know, or if something cannot be started
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { rounds, seconds, json } = options(args);
  const machine = {
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    load: loadavg()[0],
  };
  console.log(`Node ${machine.node}, ${machine.cores} cores, ${machine.cpu}, load before ${machine.load?.toFixed(2)}`);
  console.log(`\nHeartbeats: ${WORKERS} worker ids, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s each`);
  const report = (line: string) => console.log(line);
  const beats: HeartbeatBenchResult = await benchHeartbeats(
    { rounds, secondsPerRound: seconds, workers: WORKERS, connections: CONNECTIONS },
    report,
  );
  console.log(`\n${heartbeatTable(beats)}`);
  console.log('\nReads: one after the other on one connection, nothing else going on');
  const reads: ReadBenchResult = await benchReads(report);
  console.log(`\n${readTable(reads)}\n\n${redisTable(reads)}`);
  const goals = goalsOf(beats, reads);
  console.log(['', 'Goals', ...goals.map(({ text, verdict }) => `  ${verdict.padEnd(7)} ${text}`)].join('\n'));
  if (goals.some(({ verdict }) => verdict === 'unsure')) {
    console.log(
      '\nThe rounds differ too much to compare: something else keeps this machine busy. Measure again when it is idle.',
    );
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, beats, reads, goals }, null, 2)}\n`);
}

function options(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '5' },
        json: { type: 'string' },
      },
    });
    const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
    if (!(Number.isInteger(rounds) && rounds > 0 && seconds > 0))
      throw new Error('--rounds and --seconds are numbers above 0');
    return { rounds, seconds, json: values.json };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ForPeople(`${why}\nUsage: npm run bench -- [--rounds N] [--seconds N] [--json FILE]`);
  }
}
