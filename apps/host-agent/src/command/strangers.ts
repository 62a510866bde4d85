import type { Socket } from 'node:net';

const FROM_ONE_ADDRESS = 8;
const TOGETHER = 64;

/**
 * Connections whose caller has proved nothing yet. When there are too many, the longest waiting one is closed, of the
 * newcomer's own address first: who opens connections and says nothing must not keep out who has a command.
 */
export class Strangers {
  /** The longest waiting first; addresses by connection, since a closed one no longer knows its own. */
  private readonly waiting = new Map<Socket, string>();

  /** Takes a new connection, and lets another one go for it if need be. */
  admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const alike = [...this.waiting].filter(([, other]) => other === address);
    const [oldest] = alike.length >= FROM_ONE_ADDRESS ? alike : this.waiting.size >= TOGETHER ? this.waiting : [];
    if (oldest !== undefined) this.dismiss(oldest[0]);
    this.waiting.set(socket, address);
    socket.once('close', () => this.waiting.delete(socket));
  }

  /** Its caller has proved who it is: it is closed for nobody. */
  known(socket: Socket): void {
    this.waiting.delete(socket);
  }

  private dismiss(socket: Socket): void {
    this.waiting.delete(socket);
    socket.destroy();
  }
}
