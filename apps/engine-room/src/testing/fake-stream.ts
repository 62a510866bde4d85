import type { FleetDelta, FleetSnapshot } from '@app/contracts';
import { act } from '@testing-library/react';

/** Stands for EventSource: remembers who was opened, and says what a test wants it to say. */
export class FakeStream extends EventTarget {
  static readonly opened: FakeStream[] = [];
  readonly CLOSED = 2;
  readyState = 0;

  constructor(readonly url: string) {
    super();
    FakeStream.opened.push(this);
  }

  /** The stream the app listens to. */
  static get current(): FakeStream {
    const stream = FakeStream.opened.at(-1);
    if (!stream) throw new Error('the app has opened no stream');
    return stream;
  }

  close(): void {
    this.readyState = this.CLOSED;
  }

  tell(kind: 'snapshot', data: FleetSnapshot): void;
  tell(kind: 'delta', data: FleetDelta): void;
  tell(kind: string, data: object): void {
    act(() => void this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) })));
  }

  /** The connection breaks; the browser tries again by itself unless it was `refused`. */
  break({ refused = false } = {}): void {
    this.readyState = refused ? this.CLOSED : 0;
    act(() => void this.dispatchEvent(new Event('error')));
  }
}
