import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { SandboxConfig } from '../config/sandbox-config.js';
import { resultRows } from './result-file.js';
import { traceOfRow, type RecordedChunk } from './trace-of-row.js';
import { TracesService } from './traces.service.js';

/** A completed probe chunk, and the files whose rows are recorded. The accepted ones never are. */
export interface ChunkToRecord extends RecordedChunk {
  readonly id: string;
  readonly jobId: string;
  readonly read: (output: 'invalid' | 'risky') => Promise<string>;
}

const TRIES = 2; // contract 7.6

/** Makes traces of completed chunks, one after another, apart from the call that completed them. */
@Injectable()
export class TraceRecorder implements BeforeApplicationShutdown {
  private readonly log = new Logger('TraceRecorder');
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly traces: TracesService,
    private readonly config: SandboxConfig,
  ) {}

  enqueue(chunk: ChunkToRecord): void {
    this.queue = this.queue.then(() => this.record(chunk));
  }

  /** Waits until everything that was asked for is recorded. */
  idle(): Promise<void> {
    return this.queue;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.idle();
  }

  private async record(chunk: ChunkToRecord): Promise<void> {
    for (let left = TRIES - 1; ; left -= 1) {
      try {
        await this.traces.record(chunk, await this.factsOf(chunk));
        return;
      } catch (error) {
        if (left > 0) continue;
        const problem = error instanceof Error ? error.message : String(error);
        this.log.error({ msg: 'traces of a chunk were not recorded', chunk_id: chunk.id, problem });
        return;
      }
    }
  }

  private async factsOf(chunk: ChunkToRecord) {
    const spellings = this.config.quirks.additionsAreLeftOut ? 'recorder' : 'both';
    const files = await Promise.all(
      (['invalid', 'risky'] as const).map(async (bucket) => ({ bucket, csv: await chunk.read(bucket) })),
    );
    return files.flatMap(({ bucket, csv }) =>
      resultRows(csv).flatMap((row) => traceOfRow(row, bucket, chunk, spellings) ?? []),
    );
  }
}
