import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { LaravelTrace } from '@app/contracts';
import type { ReplayComparison } from '@app/smtp-policy';
import type { ReplayPlan } from './replay-job.js';
import { Replayer, type ReplaySession } from './replayer.js';
import type { ReplayAnswer, ReplayRequest } from './thread-messages.js';

/** Far more than 100,000 traces need; a replay that goes beyond ends, the service does not. */
const MEMORY_MB = 512;

/** Starts a thread for each replay. */
@Injectable()
export class ThreadReplayer extends Replayer {
  /** Beside this file once both are built. */
  protected readonly thread = new URL('./replay-thread.js', import.meta.url);

  open(): ReplaySession {
    return new ThreadSession(this.thread);
  }
}

interface Waiting {
  readonly answered: (answer: ReplayAnswer) => void;
  readonly failed: (error: Error) => void;
}

class ThreadSession implements ReplaySession {
  private readonly worker: Worker;
  private waiting: Waiting | null = null;
  /** Why the thread is gone; null while it lives. */
  private ended: Error | null = null;

  constructor(file: URL) {
    this.worker = new Worker(file, { name: 'shadow-replay', resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    this.worker.on('message', (answer: ReplayAnswer) => this.waiting?.answered(answer));
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('The replay was ended')));
  }

  async add(traces: readonly LaravelTrace[]): Promise<void> {
    await this.ask({ kind: 'add', traces }, () => undefined);
  }

  async compare(plan: ReplayPlan, progressed: (replayed: number) => void): Promise<readonly ReplayComparison[]> {
    const answer = await this.ask({ kind: 'compare', plan }, progressed);
    if (answer.kind !== 'compared') throw new Error(`The replay thread answered ${answer.kind}`);
    return answer.comparisons;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(request: ReplayRequest, progressed: (replayed: number) => void): Promise<ReplayAnswer> {
    return new Promise((resolve, reject) => {
      if (this.ended !== null) {
        reject(this.ended);
        return;
      }
      const answered = (answer: ReplayAnswer) => {
        if (answer.kind === 'progressed') progressed(answer.replayed);
        else resolve(answer);
      };
      this.waiting = { answered, failed: reject };
      this.worker.postMessage(request);
    });
  }

  /** The first reason counts: an exit follows every error. */
  private end(because: Error): void {
    this.ended ??= because;
    this.waiting?.failed(this.ended);
    this.waiting = null;
  }
}
