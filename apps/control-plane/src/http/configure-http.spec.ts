import { createConnection } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IsInt, IsOptional } from 'class-validator';
import request from 'supertest';
import { Public, RequireScope } from '../auth/require-scope.js';
import { AppConfig } from '../config/app-config.js';
import { testConfig } from '../config/testing/test-config.js';
import { SERVER_LIMITS } from './hardened-server.js';
import { startApp } from './testing/start-app.js';

class EchoBody {
  @IsOptional()
  @IsInt()
  readonly size?: number;
}

@Controller('echo')
@Public()
class EchoController {
  @Post()
  @HttpCode(200)
  @RequireScope('operator')
  echo(@Body() body: EchoBody): object {
    return { ...body };
  }

  @Get('stuck')
  stuck(): Promise<never> {
    return new Promise(() => undefined);
  }

  @Get('defect')
  defect(): never {
    throw new Error('postgres://user:password@host');
  }
}

describe('configureHttp', () => {
  let app: NestExpressApplication;
  const server = () => request(app.getHttpServer());
  const postAsNobody = (text: string, type = 'application/json') =>
    server().post('/echo').set('Content-Type', type).send(text);
  const post = (text: string, type?: string) => postAsNobody(text, type).set('Authorization', 'Bearer operator-token');
  beforeAll(async () => {
    const config: AppConfig = Object.assign(testConfig(), { writeTimeoutMs: 100 });
    app = await startApp({ controllers: [EchoController], config });
  });
  afterAll(() => app.close());

  it('sends a strict policy, nothing to keep, the request id and no self-praise', async () => {
    const { headers } = await server().get('/nothing').set('X-Request-Id', 'from-the-caller');
    const policy = String(headers['content-security-policy']);
    expect(policy.split(';')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      expect.stringMatching(/^style-src 'self' 'nonce-[\w+/]{22}=='$/),
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
    ]);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'x-request-id': 'from-the-caller',
    });
    for (const absent of ['x-powered-by', 'etag', 'strict-transport-security'])
      expect(headers).not.toHaveProperty(absent);
  });

  it('gives every answer another nonce', async () => {
    const policies = [await server().get('/nothing'), await server().get('/nothing')].map(
      ({ headers }) => headers['content-security-policy'] as string,
    );
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('says what is wrong with a body without quoting it', async () => {
    const broken = await post('{"token":"hunter2",}').expect(400);
    expect(broken.body).toMatchObject({ title: 'invalid_request' });
    expect(String(broken.body.detail)).toMatch(/^The body is not valid JSON \(at position \d+\)/);
    expect(JSON.stringify(broken.body)).not.toContain('hunter2');
  });

  it.each([
    ['[]', 400, 'object'],
    ['5', 400, 'object'],
    ['{"__proto__":{"polluted":true}}', 400, '__proto__'],
    [`{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 400, 'nested'],
    [`{"a":"${'x'.repeat(65_536)}"}`, 413, '64 kB'],
    ['{"size":"big"}', 400, 'size must be an integer'],
    ['{"sise":1}', 400, 'sise should not exist'],
  ])('refuses %.40s', async (text, status, reason) => {
    const answer = await post(text).expect(status);
    expect(answer.body).toMatchObject({ status, detail: expect.stringContaining(reason) });
  });

  it('takes an empty body and null for {}, and a body without a type for JSON', async () => {
    await server().post('/echo').set('Authorization', 'Bearer operator-token').expect(200, {});
    await post('null').expect(200, {});
    await post('').expect(200, {});
    expect(await rawPost('{"size":7}')).toContain('{"size":7}');
  });

  it('refuses other types, charsets and encodings', async () => {
    await post('size=7', 'application/x-www-form-urlencoded').expect(415);
    await post('{}', 'text/plain').expect(415);
    await post('{}', 'application/json; charset=latin1').expect(415);
    await post('{}').set('Content-Encoding', 'gzip').expect(415);
  });

  it('does not read the body of somebody it does not know', async () => {
    await postAsNobody('{').expect(401);
    await postAsNobody('{}').set('Authorization', 'Bearer wrong').expect(401);
    await postAsNobody(`{"a":"${'x'.repeat(1_000_000)}"}`).expect(401);
    await post('{').expect(400);
  });

  it('answers who it does not know before the body has come', async () => {
    const answer = await exchange(
      'POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9999\r\n\r\n{',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('refuses an endless address', () =>
    server()
      .get(`/echo?x=${'x'.repeat(8_192)}`)
      .expect(400));

  it('refuses what cannot be decoded without calling it a defect', () => server().get('/echo/%').expect(404));

  it('says nothing of the inside when there is a defect', async () => {
    const { body, headers } = await server().get('/echo/defect').expect(500);
    expect(JSON.stringify(body)).not.toContain('password');
    expect(body.request_id).toBe(headers['x-request-id']);
  });

  it('cuts a connection whose answer does not come', async () => {
    await expect(server().get('/echo/stuck')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('has the limits of the contract on slow senders', () => {
    expect(app.getHttpServer()).toMatchObject({
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 65_000,
      maxHeadersCount: 100,
    });
    expect(SERVER_LIMITS.connectionsCheckingInterval).toBe(1_000);
  });

  /** Without a Content-Type, which supertest would always add. */
  function rawPost(body: string): Promise<string> {
    const headers = ['Host: x', 'Connection: close', 'Authorization: Bearer operator-token'];
    return exchange(['POST /echo HTTP/1.1', ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n'));
  }

  /** What is answered to exactly these bytes. */
  function exchange(text: string): Promise<string> {
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1');
      let answer = '';
      socket
        .on('data', (data) => (answer += data.toString()))
        .on('end', () => resolve(answer))
        .on('error', reject);
      socket.write(text);
    });
  }
});
