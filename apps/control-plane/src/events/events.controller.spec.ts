import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import request from 'supertest';
import { Failure } from '../common/failure.js';
import { startApp } from '../http/testing/start-app.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

/** Counts who attaches, and is full or stopping when told to. */
class FakeEvents {
  readers = 0;
  refusal: Failure | null = null;

  attach(response: Response): void {
    if (this.refusal !== null) throw this.refusal;
    this.readers += 1;
    response.end();
  }
}

const events = new FakeEvents();

@Module({ controllers: [EventsController], providers: [{ provide: EventsService, useValue: events }] })
class EventsPart {}

describe.each(['/api/events', '/verifier-engine-room/events'])('the stream at %s', (path) => {
  let app: NestExpressApplication;
  const server = () => request(app.getHttpServer());
  beforeAll(async () => {
    app = await startApp({ imports: [EventsPart] });
  });
  beforeEach(() => {
    events.readers = 0;
    events.refusal = null;
  });
  afterAll(() => app.close());

  it('answers HEAD with its headers, and has no reader for it', async () => {
    const { headers } = await server().head(path).auth('ann', 'viewer-token').expect(200);
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(events.readers).toBe(0);
    await server().get(path).auth('ann', 'viewer-token');
    expect(events.readers).toBe(1);
  });

  it('is not for workers, nor for nobody', async () => {
    await server().head(path).expect(401);
    await server().get(path).auth('w', 'worker-token').expect(403);
    expect(events.readers).toBe(0);
  });

  it('says when to come back instead of beginning', async () => {
    events.refusal = new Failure('service_stopping', 'The service is stopping', { retryAfterSeconds: 2 });
    await server().get(path).auth('ann', 'viewer-token').expect(503).expect('Retry-After', '2');
  });
});
