import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type Server, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { Public } from '../auth/require-scope.js';
import { until } from '@app/testing';
import { HardenedExpressAdapter } from './hardened-server.js';
import { startApp } from './testing/start-app.js';

let finish: () => void = () => undefined;
let arrived: () => void = () => undefined;

@Controller('slow')
@Public()
class SlowController {
  @Get('things/:id')
  async slow(): Promise<object> {
    await new Promise<void>((resolve) => {
      finish = resolve;
      arrived();
    });
    return { done: true };
  }
}

describe('HardenedExpressAdapter', () => {
  let app: NestExpressApplication;
  let adapter: HardenedExpressAdapter;
  let port: number;
  beforeEach(async () => {
    app = await startApp({ controllers: [SlowController] });
    port = (app.getHttpServer().address() as AddressInfo).port;
    adapter = app.getHttpAdapter() as unknown as HardenedExpressAdapter; // what startApp gave it
  });
  afterEach(() => app.close());

  function connections(): Promise<number> {
    const server = app.getHttpServer() as Server;
    return new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  }

  it('finishes what is in flight when it closes, and then keeps no connection', async () => {
    const agent = new Agent({ keepAlive: true });
    const isInFlight = new Promise<void>((resolve) => (arrived = resolve));
    const answer = new Promise<number | undefined>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: '/slow/things/1', agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      }).on('error', reject);
    });
    await isInFlight;
    const closing = app.close();
    finish();
    expect(await answer).toBe(200);
    await closing; // would take as long as idle connections are kept
    agent.destroy();
  }, 3_000);

  it('does not wait for a connection that has never asked for anything', async () => {
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    await until(async () => (await connections()) === 1, 1_000);
    await app.close(); // would take for ever: Node takes such a connection for a busy one
    await once(silent, 'close');
  }, 3_000);

  it('asks callers to connect anew while it closes, instead of cutting them off', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    adapter.serveAhead((_, response) => {
      response.end('served');
      return true;
    });
    expect((await ask(agent)).connection).toBe('keep-alive');
    const closing = app.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect((await ask(agent)).connection).toBe('close');
    await closing;
    await expect(ask(agent)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });

  it('lets a handler serve requests ahead of Express', async () => {
    adapter.serveAhead((incoming, response) => {
      if (incoming.url !== '/ahead') return false;
      response.end('served');
      return true;
    });
    await request(app.getHttpServer()).get('/ahead').expect(200, 'served');
    await request(app.getHttpServer()).get('/behind').expect(404);
  });

  it('tells an observer of each request with its route', async () => {
    const seen: unknown[] = [];
    adapter.observeRequests((incoming, response, durationMs) => {
      seen.push([
        incoming.method,
        (incoming as { route?: { path: string } }).route?.path,
        response.statusCode,
        durationMs >= 0,
      ]);
    });
    arrived = () => finish();
    await request(app.getHttpServer()).get('/slow/things/7').expect(200);
    await request(app.getHttpServer()).get('/nothing').expect(404);
    expect(seen).toEqual([
      ['GET', '/slow/things/:id', 200, true],
      ['GET', undefined, 404, true],
    ]);
  });

  function ask(agent: Agent): Promise<IncomingHttpHeaders> {
    return new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: '/', agent }, (response) => {
        response.resume().on('end', () => resolve(response.headers));
      }).on('error', reject);
    });
  }
});
