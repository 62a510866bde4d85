import { BadRequestException, Controller, Get, ForbiddenException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import { Res } from '@nestjs/common';
import request from 'supertest';
import { Public } from '../auth/require-scope.js';
import { startApp } from '../http/testing/start-app.js';
import { Failure } from './failure.js';

@Controller('fails')
@Public()
class FailingController {
  @Get('failure')
  failure(): never {
    throw new Failure('store_unavailable', 'Redis is away; nothing was changed', { retryAfterSeconds: 2 });
  }

  @Get('nest')
  nest(): never {
    throw new ForbiddenException('Not for you');
  }

  @Get('library')
  library(): never {
    throw Object.assign(new Error('Too much'), { status: 413 });
  }

  @Get('number')
  number(): never {
    throw new BadRequestException('Validation failed (numeric string is expected)');
  }

  @Get('nothing')
  nothing(): never {
    throw null;
  }

  @Get('midway')
  midway(@Res() response: Response): never {
    response.write('half');
    throw new Error('broke off');
  }
}

describe('ProblemFilter', () => {
  let app: NestExpressApplication;
  const get = (what: string) => request(app.getHttpServer()).get(`/fails/${what}`);
  beforeAll(async () => {
    app = await startApp({ controllers: [FailingController] });
  });
  afterAll(() => app.close());

  it('answers a failure with its code, its text for old callers, and when to come back', async () => {
    const { body } = await get('failure')
      .expect(503)
      .expect('Retry-After', '2')
      .expect('Content-Type', /problem\+json/);
    expect(body).toMatchObject({ title: 'store_unavailable', error: 'Redis is away; nothing was changed' });
  });

  it.each([
    ['nest', 403, 'forbidden'],
    ['library', 413, 'body_too_large'],
    ['number', 400, 'invalid_request'],
    ['nothing', 500, 'internal_error'],
  ])('knows what %s threw', async (what, status, title) => {
    const { body } = await get(what).expect(status);
    expect(body).toMatchObject({ status, title });
  });

  it('breaks the connection off when the answer has begun, so that nobody takes half for the whole', async () => {
    await expect(get('midway')).rejects.toThrow(/aborted|hang up|terminated/);
  });
});
