import { Controller, Get, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { startApp } from '../http/testing/start-app.js';
import { Actor, Public, RequireScope } from './require-scope.js';

@Controller('things')
class ThingsController {
  @Get()
  @RequireScope('viewer')
  read(): object {
    return { read: true };
  }

  @Post()
  @RequireScope('operator')
  change(@Actor() actor: string): object {
    return { actor };
  }

  @Post('beat')
  @RequireScope('worker')
  beat(): object {
    return { beat: true };
  }

  @Get('both')
  @RequireScope('viewer', 'worker')
  both(): object {
    return { both: true };
  }

  @Get('open')
  @Public()
  open(): object {
    return { open: true };
  }

  @Get('forgotten')
  forgotten(): object {
    return { secret: true };
  }
}

describe('ScopeGuard', () => {
  let app: NestExpressApplication;
  const server = () => request(app.getHttpServer());
  beforeAll(async () => {
    app = await startApp({ controllers: [ThingsController] });
  });
  afterAll(() => app.close());

  it.each([
    ['operator-token', [200, 201, 201, 200]],
    ['viewer-token', [200, 403, 403, 200]],
    ['worker-token', [403, 403, 201, 200]],
    ['wrong', [401, 401, 401, 401]],
  ])('lets %s use its routes alone', async (token, expected) => {
    const auth = { Authorization: `Bearer ${token}` };
    const answers = [
      await server().get('/things').set(auth),
      await server().post('/things').set(auth),
      await server().post('/things/beat').set(auth),
      await server().get('/things/both').set(auth),
    ];
    expect(answers.map(({ status }) => status)).toEqual(expected);
  });

  it('refuses with a problem document that asks for credentials', async () => {
    const answer = await server()
      .get('/things')
      .expect(401)
      .expect('Content-Type', /application\/problem\+json/);
    expect(answer.headers['www-authenticate']).toBe('Basic realm="Verifier Engine Room", charset="UTF-8"');
    expect(answer.body).toMatchObject({
      title: 'unauthorized',
      status: 401,
      request_id: answer.headers['x-request-id'],
    });
  });

  it('does not count a wrong scope as a failed attempt', async () => {
    for (let i = 0; i < 25; i++) await server().post('/things').set('Authorization', 'Bearer viewer-token').expect(403);
    await server().get('/things').set('Authorization', 'Bearer wrong').expect(401);
  });

  it('keeps a route closed that names no scope, even for an operator', async () => {
    await server().get('/things/forgotten').set('Authorization', 'Bearer operator-token').expect(403);
  });

  it('leaves a public route open', () => server().get('/things/open').expect(200, { open: true }));

  it('names the Basic user as the actor', async () => {
    await server().post('/things').auth('ann', 'operator-token').type('json').send({}).expect(201, { actor: 'ann' });
  });

  it('wants a same-origin JSON request from whoever comes with Basic, and not from Bearer', async () => {
    const post = () => server().post('/things').set('Host', 'room.example').auth('ann', 'operator-token');
    await post().expect(415);
    await post().type('json').set('Origin', 'http://evil.example').send({}).expect(403);
    await post().type('json').set('Sec-Fetch-Site', 'cross-site').send({}).expect(403);
    await post()
      .type('json')
      .set('Origin', 'http://room.example')
      .set('Sec-Fetch-Site', 'same-origin')
      .send({})
      .expect(201);
    await server()
      .post('/things')
      .set('Authorization', 'Bearer operator-token')
      .set('Origin', 'http://evil.example')
      .expect(201);
  });

  it('answers unknown paths and wrong methods without looking at credentials', async () => {
    await server().get('/nothing').expect(404);
    const wrong = await server().delete('/things').expect(405);
    expect(wrong.headers.allow).toBe('GET, HEAD, POST');
    expect(wrong.body).toMatchObject({ title: 'method_not_allowed' });
    await server().post('/things/both').expect(405).expect('Allow', 'GET, HEAD');
    await server().get('/things/%FF').expect(404);
  });
});
