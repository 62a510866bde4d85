import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeartbeatRequest } from '@app/contracts';

/** A control plane that notes beats and answers what the test says. */
export class ListeningControlPlane {
  readonly beats: HeartbeatRequest[] = [];
  desired = 'running';
  policies: object = { modes: [] };
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request).then((answer) => response.end(JSON.stringify(answer)));
  });

  /** @returns its address */
  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; // a listening TCP server has one
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  get lastBeat(): HeartbeatRequest | undefined {
    return this.beats.at(-1);
  }

  private async answer(request: IncomingMessage): Promise<object> {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += String(part);
    if (request.method === 'GET') return { data: this.policies };
    this.beats.push(JSON.parse(text) as HeartbeatRequest);
    return { desired_state: this.desired, commands: [] };
  }
}
