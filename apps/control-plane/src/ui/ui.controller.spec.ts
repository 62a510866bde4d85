import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { createConnection } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { RequireScope } from '../auth/require-scope.js';
import { startApp } from '../http/testing/start-app.js';
import { UiModule } from './ui.module.js';

@Controller('verifier-engine-room/events')
class EventsController {
  @Get()
  @RequireScope('viewer')
  events(): string {
    return 'stream';
  }
}

@Module({ controllers: [EventsController] })
class LaterModule {}

describe('the app', () => {
  let app: NestExpressApplication;
  let directory: string;
  const get = (url: string) => request(app.getHttpServer()).get(url).auth('ann', 'viewer-token');

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'built-app-'));
    const built = path.join(directory, 'engine-room');
    mkdirSync(path.join(built, 'assets', 'fonts'), { recursive: true });
    writeFileSync(path.join(directory, 'secret.txt'), 'secret');
    writeFileSync(path.join(built, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
    writeFileSync(path.join(built, 'favicon.svg'), '<svg/>');
    writeFileSync(path.join(built, '.hidden'), 'hidden');
    writeFileSync(path.join(built, 'assets', 'index-1a2b.js'), 'run()');
    app = await startApp({ imports: [UiModule.of(built), { module: LaterModule }] });
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  it.each(['/', '/verifier-engine-room', '/verifier-engine-room/'])('leads from %s to the overview', async (url) => {
    await request(app.getHttpServer()).get(url).expect(302).expect('Location', '/verifier-engine-room/overview');
  });

  it('gives the page the nonce of its policy, and lets nobody keep it', async () => {
    const { text, headers } = await get('/verifier-engine-room/workers/7')
      .expect(200)
      .expect('Content-Type', /text\/html/);
    const nonce = /nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1];
    expect(nonce).toBeDefined();
    expect([text, headers['cache-control']]).toEqual([`<meta name="csp-nonce" content="${nonce}">`, 'no-store']);
  });

  it('lets the app itself say that there is no such page', async () => {
    const { text } = await get('/verifier-engine-room/nothing').expect(404);
    expect(text).toContain('csp-nonce');
  });

  it('serves assets to keep and files beside the page to ask for again', async () => {
    const asset = await get('/verifier-engine-room/assets/index-1a2b.js')
      .expect(200)
      .expect('Content-Type', /javascript/);
    expect(asset.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const icon = await get('/verifier-engine-room/favicon.svg').expect(200).expect('Content-Type', /svg/);
    expect(icon.headers['cache-control']).toBe('private, no-cache');
    await get('/verifier-engine-room/favicon.svg')
      .set('If-Modified-Since', String(icon.headers['last-modified']))
      .expect(304);
  });

  it('does not let a missing asset be kept', async () => {
    const { headers } = await get('/verifier-engine-room/assets/gone.js')
      .expect(404)
      .expect('Content-Type', /problem/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([
    '/verifier-engine-room/assets/../../secret.txt',
    '/verifier-engine-room/assets/%2e%2e/%2e%2e/secret.txt',
    '/verifier-engine-room/assets/..%2f..%2fsecret.txt',
    '/verifier-engine-room/assets/%5c..%5c..%5csecret.txt',
    '/verifier-engine-room/..%2fsecret.txt',
    '/verifier-engine-room/assets/%00',
    '/verifier-engine-room/.hidden',
    '/verifier-engine-room/assets',
    '/verifier-engine-room/assets/',
    '/verifier-engine-room/assets//',
    '/verifier-engine-room/assets/.',
    '/verifier-engine-room/assets/..',
    '/verifier-engine-room/assets/../',
    '/verifier-engine-room/assets/../index.html',
    '/verifier-engine-room/assets/%2e%2e/index.html',
    '/verifier-engine-room/assets/..%2findex.html',
    '/verifier-engine-room/assets/fonts',
    '/verifier-engine-room/assets/fonts/',
    '/verifier-engine-room/assets/fonts/..',
    '/verifier-engine-room/assets/index-1a2b.js/x',
    '/verifier-engine-room/..',
    `/verifier-engine-room/assets/${'x'.repeat(300)}`, // longer than a file's name can be
    '/verifier-engine-room/index.html',
  ])('gives nothing away at %s', async (url) => {
    const answer = await rawGet(url);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toMatch(/secret\n|hidden|__CSP_NONCE__/);
  });

  it('leaves the live stream to its own route', () => get('/verifier-engine-room/events').expect(200, 'stream'));

  it('is for people with a token, and not for workers', async () => {
    const asked = await request(app.getHttpServer()).get('/verifier-engine-room/overview').expect(401);
    expect(asked.headers['www-authenticate']).toContain('Basic');
    await request(app.getHttpServer()).get('/verifier-engine-room/assets/index-1a2b.js').expect(401);
    await request(app.getHttpServer()).get('/verifier-engine-room/overview').auth('w', 'worker-token').expect(403);
  });

  it('says how to build it when it is not', async () => {
    const bare = await startApp({ imports: [UiModule.of(path.join(directory, 'nothing'))] });
    const answer = await request(bare.getHttpServer()).get('/verifier-engine-room/overview').auth('a', 'viewer-token');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ title: 'app_not_built', detail: expect.stringContaining('npm run build') });
    await bare.close();
  });

  /** The address exactly as written: clients tidy up `..` before they send it. */
  function rawGet(url: string): Promise<string> {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const login = Buffer.from('ann:viewer-token').toString('base64');
    return new Promise((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1');
      let answer = '';
      socket
        .on('data', (data) => (answer += data.toString()))
        .on('end', () => resolve(answer))
        .on('error', reject);
      socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic ${login}\r\n\r\n`);
    });
  }
});
