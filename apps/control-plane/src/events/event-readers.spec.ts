import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { StoppedClock } from '@app/service';
import { EventReaders } from './event-readers.js';
import { FakeResponse } from './testing/fake-response.js';

const LIMITS = { readers: 3, unreadBytesEach: 1_000, unreadBytesTogether: 1_500, stalledMs: 30_000 };
const frame = (bytes: number) => Buffer.alloc(bytes, 'x');

describe('the readers of a replica', () => {
  let clock: StoppedClock;
  let readers: EventReaders;
  beforeEach(() => {
    clock = new StoppedClock(1_000_000);
    readers = new EventReaders(LIMITS, clock);
  });
  afterEach(() => readers.close());

  function open({ isReading = true } = {}): FakeResponse {
    const fake = new FakeResponse();
    readers.open(fake.response);
    fake.isReading = isReading;
    return fake;
  }

  it('are so many and no more, until one leaves', () => {
    const first = open();
    open();
    open();
    const refused = new FakeResponse();
    expect(() => readers.open(refused.response)).toThrow(
      expect.objectContaining({ code: 'too_many_streams', retryAfterSeconds: 10 }) as Error,
    );
    expect(refused.status).toBeNull();
    first.emit('close');
    open();
    expect(readers.count).toBe(3);
  });

  it('get every frame in order, also when it comes in slices', () => {
    const reader = open({ isReading: false });
    const large = Buffer.from(Array.from({ length: 40_000 }, (_, index) => `${index},`).join(''));
    readers.send(large);
    readers.send(Buffer.from('end'));
    reader.isReading = true;
    reader.read();
    expect(reader.text).toBe(`retry: 2000\n\n${large.toString()}end`);
  });

  it('are cut when they take nothing for 30 s though something waits', () => {
    const [stalled, slow, idle] = [open({ isReading: false }), open({ isReading: false }), open()];
    readers.send(frame(10));
    readers.send(frame(10));
    clock.advance(29_999);
    slow?.read();
    readers.cutSlow();
    expect(readers.count).toBe(3);
    clock.advance(1);
    readers.cutSlow();
    expect([stalled, slow, idle].map((fake) => fake?.isDestroyed)).toEqual([true, false, false]);
    expect(readers.count).toBe(2);
  });

  it('are cut when they leave too much unread', () => {
    const [reading, behind] = [open(), open({ isReading: false })];
    readers.send(frame(1_001));
    readers.cutSlow();
    expect([reading.isDestroyed, behind.isDestroyed]).toEqual([false, true]);
  });

  it('are cut when there is no room for all, who has been behind longest first', () => {
    const slow = open({ isReading: false });
    readers.send(frame(400));
    clock.advance(1_000);
    const [late, later] = [open({ isReading: false }), open({ isReading: false })];
    readers.send(frame(300));
    readers.cutSlow();
    expect(readers.count).toBe(3);
    readers.send(frame(300)); // 1000, 600 and 600
    readers.cutSlow();
    expect([slow, late, later].map((fake) => fake.isDestroyed)).toEqual([true, false, false]);
  });

  it('leave once, however their stream ends', () => {
    const [gone, cut] = [open(), open({ isReading: false })];
    gone.emit('close');
    gone.emit('close');
    readers.send(frame(1_001));
    readers.cutSlow();
    cut.emit('close');
    expect(readers.count).toBe(0);
    readers.send(frame(1));
    expect(gone.text).not.toContain('x');
  });

  it('are let go at the end, and cut when they would not hear it', () => {
    const [reading, behind] = [open(), open({ isReading: false })];
    readers.send(frame(10));
    readers.close();
    expect([reading.isEnded, reading.isDestroyed]).toEqual([true, false]);
    expect([behind.isEnded, behind.isDestroyed]).toEqual([false, true]);
    expect(readers.count).toBe(0);
  });

  describe('over a real connection', () => {
    const BYTES = 32 * 1_024 * 1_024; // more than the kernel keeps between the two
    let server: Server;
    let answer: IncomingMessage;
    beforeEach(async () => {
      readers = new EventReaders({ ...LIMITS, unreadBytesEach: Infinity, unreadBytesTogether: Infinity }, clock);
      server = createServer((_, response) => void readers.open(response as Response)); // it uses nothing of Express
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      [answer] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
    });
    afterEach(async () => {
      readers.close();
      answer.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    it('are sent everything, however large, and are then up to date', async () => {
      readers.send(frame(BYTES));
      readers.send(Buffer.from('end'));
      let received = 0;
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        received += chunk.length;
        if (chunk.toString().endsWith('end')) break;
      }
      expect(received).toBe('retry: 2000\n\n'.length + BYTES + 'end'.length);
    });

    it('are cut when their caller stops reading', async () => {
      answer.on('error', () => undefined); // is cut off, as it should be
      readers.send(frame(BYTES));
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(LIMITS.stalledMs);
      readers.cutSlow();
      expect(readers.count).toBe(0);
      const closed = new Promise((resolve) => answer.once('close', resolve));
      answer.resume();
      await closed;
      expect(answer.complete).toBe(false);
    });
  });
});
