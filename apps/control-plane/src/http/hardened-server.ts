import {
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
  createServer,
} from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { ExpressAdapter } from '@nestjs/platform-express';

/** Limits on how slowly and how much a caller may send before it is even known who it is (contract 1.1). */
export const SERVER_LIMITS: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 65_000, // workers beat every 30 s: closing at just that time would meet their next beat
  connectionsCheckingInterval: 1_000, // how often the two time-outs above are looked at; Node's 30 s would make them 35 and 40
};

const HEADERS = 100; // Node reads no more than that many

/** A server that does not wait for slow senders. Some of its limits can only be given when it is made. */
export function createHardenedServer(listener: RequestListener): Server {
  const server = createServer(SERVER_LIMITS, listener);
  server.maxHeadersCount = HEADERS;
  return server;
}

/** Serves a request if it is its own. @returns false when it is somebody else's */
export type AheadHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Told of each request when its answer is finished or its caller gone. */
export type RequestObserver = (request: IncomingMessage, response: ServerResponse, durationMs: number) => void;

const TURN_AWAY_MS = 250;
const SWEEP_EVERY_MS = 50;

/** Nest's Express adapter on such a server: `NestFactory.create(AppModule, new HardenedExpressAdapter(), …)`. */
export class HardenedExpressAdapter extends ExpressAdapter {
  private ahead: AheadHandler = () => false;
  private observer: RequestObserver | null = null;
  private isClosing = false;
  /** Connections that have not sent a whole request head yet. Node counts them neither as idle nor as slow when it closes. */
  private readonly silent = new Set<Socket>();

  /** Lets `handler` see each request before Express does, which costs more than a heartbeat itself. */
  serveAhead(handler: AheadHandler): void {
    this.ahead = handler;
  }

  /** Lets `observer` know of every request that Express served. */
  observeRequests(observer: RequestObserver): void {
    this.observer = observer;
  }

  /** Nest's options about TLS and open connections are not used: a proxy ends TLS, and `close` sees to connections. */
  override initHttpServer(): void {
    const express = this.getInstance() as RequestListener;
    this.httpServer = createHardenedServer((request, response) => {
      this.silent.delete(request.socket);
      if (this.isClosing) response.shouldKeepAlive = false;
      if (this.ahead(request, response)) return;
      this.observe(request, response);
      express(request, response);
    });
    this.httpServer.on('connection', (socket: Socket) => {
      this.silent.add(socket);
      socket.once('close', () => this.silent.delete(socket));
    });
  }

  /** From here on no connection is kept for another request. */
  override beforeClose(): void {
    this.isClosing = true;
    super.beforeClose();
  }

  /**
   * Waits for what is in flight and stops. At first every answer asks its caller to connect anew: were the connections
   * between two requests cut at once, a request that is on its way would be lost. Then Node closes the connections that
   * are idle at that moment only; one that was busy would be waited for until its idle time is over, so it is swept up.
   */
  override async close(): Promise<void> {
    const server = this.httpServer as Server;
    this.isClosing = true;
    if ((await openConnections(server)) > 0) await wait(TURN_AWAY_MS);
    const sweep = setInterval(() => this.sweep(server), SWEEP_EVERY_MS);
    await new Promise((resolve) => server.close(resolve));
    clearInterval(sweep);
  }

  private sweep(server: Server): void {
    server.closeIdleConnections();
    for (const socket of this.silent) socket.destroy();
  }

  private observe(request: IncomingMessage, response: ServerResponse): void {
    const { observer } = this;
    if (observer === null) return;
    const startedAt = performance.now();
    response.once('close', () => observer(request, response, performance.now() - startedAt));
  }
}

function openConnections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
}
