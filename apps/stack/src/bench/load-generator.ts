import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { connect, type Socket } from 'node:net';
import { countUp, preparedBeats, type PreparedBeat } from './beat-bodies.js';

/** What the parent asks for; it comes as a message, because a token does not belong on a command line. */
export interface LoadOrder {
  readonly port: number;
  readonly token: string;
  readonly workers: number;
  readonly connections: number;
  /** Beats before this are answered but not counted. */
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  readonly beatsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were not 200. */
  readonly refused: number;
  /** Connections that broke. */
  readonly broken: number;
  /** Part of one core that the generator itself used. */
  readonly generatorCpu: number;
}

/** The workers' beats in turn. No two are equal: counters of a worker that lives only grow. */
class BeatSource {
  private readonly beats: readonly PreparedBeat[];
  private taken = 0;

  constructor(
    readonly workers: number,
    readonly token: string,
  ) {
    this.beats = preparedBeats(workers, token);
  }

  /** Good until the same worker's turn comes again. */
  next(): Buffer {
    const beat = this.beats[this.taken % this.workers];
    if (beat === undefined) throw new RangeError('There is no worker to beat');
    countUp(beat, Math.floor(this.taken / this.workers));
    this.taken += 1;
    return beat.bytes;
  }
}

/** One run of load: every connection sends its next beat when the last one is answered. */
class Load {
  private readonly latencies: RecordableHistogram = createHistogram();
  private readonly sockets: Socket[] = [];
  private refused = 0;
  private broken = 0;
  private isMeasuring = false;
  private isOver = false;

  constructor(
    private readonly order: LoadOrder,
    private readonly beats: BeatSource,
  ) {}

  async run(): Promise<LoadResult> {
    for (let index = 0; index < this.order.connections; index += 1) this.open();
    await pause(this.order.warmUpMs);
    this.isMeasuring = true;
    this.refused = 0;
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    await pause(this.order.measureMs);
    const elapsedMs = performance.now() - startedAt;
    this.isMeasuring = false;
    const { user, system } = process.cpuUsage(cpuBefore);
    this.isOver = true;
    for (const socket of this.sockets) socket.destroy();
    return {
      beatsPerSecond: (this.latencies.count / elapsedMs) * 1_000,
      p50Ms: this.latencies.percentile(50) / 1e6,
      p99Ms: this.latencies.percentile(99) / 1e6,
      refused: this.refused,
      broken: this.broken,
      generatorCpu: (user + system) / 1_000 / elapsedMs,
    };
  }

  private open(): void {
    const socket = connect({ host: '127.0.0.1', port: this.order.port, noDelay: true });
    this.sockets.push(socket);
    let sentAt = 0;
    let unread: Buffer = Buffer.alloc(0);
    const send = () => {
      const bytes = this.beats.next();
      sentAt = performance.now();
      socket.write(bytes);
    };
    socket.once('connect', send);
    socket.on('data', (data: Buffer) => {
      unread = unread.length === 0 ? data : Buffer.concat([unread, data]);
      if (!isWhole(unread)) return;
      if (this.isMeasuring) this.latencies.record(Math.max(1, Math.round((performance.now() - sentAt) * 1e6)));
      if (unread.toString('latin1', 9, 12) !== '200') this.refused += 1;
      unread = Buffer.alloc(0);
      send();
    });
    socket.once('error', () => undefined); // told by close
    socket.once('close', () => {
      if (this.isOver) return;
      this.broken += 1;
      this.open();
    });
  }
}

/** Whether `bytes` hold a whole answer. All servers measured here say how long their answer is. */
function isWhole(bytes: Buffer): boolean {
  const bodyAt = bytes.indexOf('\r\n\r\n');
  if (bodyAt === -1) return false;
  const found = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, bodyAt));
  if (found) return bytes.length >= bodyAt + 4 + Number(found[1]);
  return bytes.toString('latin1').endsWith('0\r\n\r\n'); // chunked
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

let source: BeatSource | null = null;

/** The same for the same order: building ten thousand requests takes longer than a short run. */
function sourceFor({ workers, token }: LoadOrder): BeatSource {
  if (source?.workers !== workers || source.token !== token) source = new BeatSource(workers, token);
  return source;
}

process.on('message', (order: LoadOrder) => {
  const run = async () => process.send?.(await new Load(order, sourceFor(order)).run());
  void run();
});
process.on('disconnect', () => process.exit());
