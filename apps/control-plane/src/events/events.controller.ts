import { Controller, Get, Head, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { RequireScope } from '../auth/require-scope.js';
import { STREAM_HEADERS } from './event-reader.js';
import { EventsService } from './events.service.js';

/** Its own path and the former service's. */
const PATHS = ['api/events', 'verifier-engine-room/events'];

/** The live stream. */
@ApiExcludeController()
@Controller()
@RequireScope('viewer')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /** Before the route of GET, which Express would take for HEAD too: a stream that nobody can read. */
  @Head(PATHS)
  describe(@Res() response: Response): void {
    response.writeHead(200, STREAM_HEADERS).end();
  }

  @Get(PATHS)
  stream(@Headers('last-event-id') lastEventId: string | undefined, @Res() response: Response): void {
    this.events.attach(response, lastEventId);
  }
}
