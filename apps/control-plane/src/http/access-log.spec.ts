import { Controller, Get, Logger, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { RequireScope } from '../auth/require-scope.js';
import { startApp } from './testing/start-app.js';

@Controller('api/workers')
@RequireScope('worker')
class WorkersController {
  @Get()
  list(): object {
    return {};
  }

  @Post('heartbeat')
  beat(): object {
    return {};
  }

  @Post(':id/pause')
  pause(): object {
    return {};
  }
}

describe('the access log', () => {
  let app: NestExpressApplication;
  let lines: unknown[];
  beforeAll(async () => {
    app = await startApp({ controllers: [WorkersController] });
  });
  beforeEach(() => {
    lines = [];
    const note = (line: unknown) => lines.push(line);
    Logger.overrideLogger({ log: note, error: note, warn: note });
  });
  afterAll(() => app.close());

  it('has a line for what may have changed something, refused or not', async () => {
    const post = (token: string) =>
      request(app.getHttpServer())
        .post('/api/workers/w1/pause?token=x')
        .auth('ann', token)
        .set('X-Request-Id', 'the-request')
        .type('json');
    await post('operator-token').send({});
    await post('viewer-token').send({});
    await request(app.getHttpServer()).post('/api/workers/w1/pause');
    const line = { msg: 'request', method: 'POST', path: '/api/workers/w1/pause', duration_ms: expect.any(Number) };
    expect(lines).toEqual([
      { ...line, request_id: 'the-request', actor: 'ann', status: 201 },
      { ...line, request_id: 'the-request', actor: 'ann', status: 403 },
      { ...line, request_id: expect.any(String), actor: null, status: 401 },
    ]);
  });

  it('has none for reading and for heartbeats', async () => {
    await request(app.getHttpServer()).get('/api/workers').set('Authorization', 'Bearer operator-token').expect(200);
    await request(app.getHttpServer())
      .post('/api/workers/heartbeat')
      .set('Authorization', 'Bearer worker-token')
      .expect(201);
    expect(lines).toEqual([]);
  });
});
