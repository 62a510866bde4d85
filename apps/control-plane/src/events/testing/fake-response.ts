import { EventEmitter } from 'node:events';
import type { Response } from 'express';

type Written = (error: Error | null | undefined) => void;

/** An answer whose caller reads when it is told to. */
export class FakeResponse extends EventEmitter {
  status: number | null = null;
  text = '';
  isReading = true;
  isDestroyed = false;
  isEnded = false;
  private readonly pending: Written[] = [];

  /** What a reader streams to; it uses no other member of a response. */
  get response(): Response {
    return this as unknown as Response;
  }

  writeHead(status: number): this {
    this.status = status;
    return this;
  }

  write(chunk: Buffer, written: Written): boolean {
    this.text += chunk.toString();
    this.pending.push(written);
    if (this.isReading) this.read();
    return this.isReading;
  }

  end(): void {
    this.isEnded = true;
    this.emit('close');
  }

  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }

  /** Takes what is written at this moment, and no more. */
  read(): void {
    for (const written of this.pending.splice(0)) written(null);
  }

  /** The events of this name so far, parsed. */
  events(name: string): readonly { readonly id: string | null; readonly data: unknown }[] {
    return this.text.split('\n\n').flatMap((block) => {
      const field = (key: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${key}: `))
          ?.slice(key.length + 2);
      const data = field('data');
      return field('event') === name && data !== undefined ? [{ id: field('id') ?? null, data: JSON.parse(data) }] : [];
    });
  }
}
