import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InstallDownload } from '../install-facts.js';

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Serves the two programs, hears the stages and the worker's calls; each answer can be changed. */
export class BundleServer {
  readonly asked: Asked[] = [];
  /** Path to status and body. What is not here is answered 404. */
  readonly answers = new Map<string, readonly [status: number, body: string]>([
    ['/stages', [200, '']],
    ['/api/verifier/heartbeat', [200, '{"data":{}}']],
    ['/api/verifier/chunks/claim-next', [422, '{"message":"The engine server field is required."}']],
  ]);
  private readonly server: Server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        this.asked.push({ path, authorization: request.headers.authorization, body });
        const [status, text] = this.answers.get(path) ?? [404, ''];
        response.writeHead(status).end(text);
      })
      .catch(() => response.destroy());
  });

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo; // a listening TCP server has this kind of address
    return `http://127.0.0.1:${port}`;
  }

  /** Offers a program under a link like a signed one. */
  offer(name: string, text: string): InstallDownload {
    this.answers.set(`/${name}`, [200, text]);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { url: `${this.url}/${name}?expires=1&signature=link-secret`, sha256 };
  }

  /** What was reported, as `stage status`, in order. */
  get stages(): readonly string[] {
    return this.asked
      .filter(({ path }) => path === '/stages')
      .map(({ body }) => {
        const report: unknown = JSON.parse(body);
        return `${Reflect.get(Object(report), 'stage')} ${Reflect.get(Object(report), 'status')}`;
      });
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close').catch(() => undefined);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
