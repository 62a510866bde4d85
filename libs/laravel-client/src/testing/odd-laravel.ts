import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export type Behaviour = (arrived: Arrived, response: http.ServerResponse) => void | Promise<void>;

/** A real HTTP server that answers as Laravel might on a bad day. It notes what arrives and how much at once. */
export class OddLaravel {
  readonly arrived: Arrived[] = [];
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly server: http.Server;
  private port = 0;

  private constructor(private behaviour: Behaviour) {
    this.server = http.createServer((request, response) => void this.answer(request, response));
  }

  static async start(behaviour: Behaviour): Promise<OddLaravel> {
    const odd = new OddLaravel(behaviour);
    await odd.comeBack();
    return odd;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour;
  }

  /** Nobody listens any more; what is open is cut. */
  async goAway(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Listens, on the same port as before. */
  async comeBack(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    response.once('close', () => (this.atOnce -= 1));
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const arrived = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    this.arrived.push(arrived);
    await this.behaviour(arrived, response);
  }
}

/** Answers JSON the way PHP does, with escaped slashes. */
export function json(status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Behaviour {
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body).replaceAll('/', '\\/'));
  };
}

export function text(status: number, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}): Behaviour {
  return (_, response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** Promises half of a body and cuts the connection. */
export const cutMidBody: Behaviour = (_, response) => {
  response.writeHead(200, { 'Content-Length': '1000' });
  response.write('{"data":', () => response.destroy());
};

/** Takes the request and says nothing. */
export const silent: Behaviour = () => undefined;
