import { setTimeout as wait } from 'node:timers/promises';
import { OUTPUTS, type ClaimedChunk, type Laravel } from './laravel-client.js';
import { csvOf, type Row } from './probe/row.js';

/** A chunk that could not be finished. */
export class ChunkFailed extends Error {
  override readonly name = 'ChunkFailed';

  /** @param retryable whether another try may do better */
  constructor(
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Longer lines are no addresses; a worker gives up a file that has one. */
const MAX_LINE_LENGTH = 1_048_576;

/** How a chunk's lines become rows. */
export interface LineWork {
  readonly rowOf: (line: string) => Row;
  /** What an address takes at the least. */
  readonly msPerAddress: number;
  readonly stopped: AbortSignal;
}

/**
 * Works a claimed chunk from its input to its completion (worker behaviour, section 5); one line after another. Its
 * lease is never renewed.
 * @returns the rows that were written
 * @throws ChunkFailed the input cannot be read
 * @throws CallFailed Laravel did not answer, or refused
 */
export async function workChunk(chunk: ClaimedChunk, laravel: Laravel, work: LineWork): Promise<readonly Row[]> {
  await laravel.chunkDetails(chunk.chunkId);
  const lines = addressesIn(await laravel.download(await laravel.inputUrl(chunk.chunkId)));
  const rows: Row[] = [];
  for (const line of lines) {
    rows.push(work.rowOf(line));
    if (work.msPerAddress > 0) await wait(work.msPerAddress, undefined, { signal: work.stopped });
  }
  await hand(chunk.chunkId, laravel, rows);
  return rows;
}

function addressesIn(input: string): readonly string[] {
  const lines = input.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.some((line) => line.length > MAX_LINE_LENGTH)) throw new ChunkFailed('A line is too long', false);
  return lines.filter((line) => line.includes('@')); // head lines have none
}

async function hand(chunkId: string, laravel: Laravel, rows: readonly Row[]): Promise<void> {
  const { disk, targets } = await laravel.outputTargets(chunkId);
  const rowsOf = (output: string) => rows.filter(({ category }) => category === output);
  for (const output of OUTPUTS) await laravel.upload(targets[output].url, csvOf(rowsOf(output)));
  await laravel.complete(chunkId, {
    output_disk: disk,
    valid_key: targets.valid.key,
    invalid_key: targets.invalid.key,
    risky_key: targets.risky.key,
    email_count: rows.length,
    valid_count: rowsOf('valid').length,
    invalid_count: rowsOf('invalid').length,
    risky_count: rowsOf('risky').length,
  });
}
