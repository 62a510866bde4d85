import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { RequireScope } from '../auth/require-scope.js';
import { EventsService } from './events.service.js';

/** The live stream, under its own path and the former service's. */
@ApiExcludeController()
@Controller()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Get(['api/events', 'verifier-engine-room/events'])
  @RequireScope('viewer')
  stream(@Headers('last-event-id') lastEventId: string | undefined, @Res() response: Response): void {
    this.events.attach(response, lastEventId);
  }
}
