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
  const note = (line: unknown) => lines.push(line);
  beforeAll(async () => {
    app = await startApp({ controllers: [WorkersController] });
  });
  beforeEach(() => {
    lines = [];
    Logger.overrideLogger({ log: note, error: note, warn: note });
  });
  afterAll(() => app.close());

  it('has a line for what may have changed something, or would have', async () => {
    const post = (token: string) =>
      request(app.getHttpServer())
        .post('/api/workers/w1/pause?token=x')
        .auth('ann', token)
        .set('X-Request-Id', 'the-request')
        .type('json');
    await post('operator-token').send({});
    await post('viewer-token').send({});
    const line = { msg: 'request', method: 'POST', path: '/api/workers/w1/pause', duration_ms: expect.any(Number) };
    expect(lines).toEqual([
      { ...line, request_id: 'the-request', actor: 'ann', status: 201 },
      { ...line, request_id: 'the-request', actor: 'ann', status: 403 },
    ]);
  });

  it('has one line for all who were not let in, when the minute or the server is over', async () => {
    const other = await startApp({ controllers: [WorkersController] });
    Logger.overrideLogger({ log: note, error: note, warn: note });
    const post = (path: string) => request(other.getHttpServer()).post(path);
    await post('/api/workers/w1/pause').expect(401);
    await post('/api/workers/w1/pause').set('Authorization', 'Bearer wrong').expect(401);
    await post('/nothing').expect(404);
    expect(lines).toEqual([]);
    await other.close();
    const statuses = { '401': 2, '404': 1 };
    expect(lines).toEqual([{ msg: 'requests of nobody known refused', count: 3, statuses }]);
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
