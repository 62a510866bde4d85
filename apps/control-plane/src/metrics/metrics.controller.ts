import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { RequireScope } from '../auth/require-scope.js';
import { Scraper } from './scraper.js';

/** `GET /metrics` (contract, section 10). */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly scraper: Scraper) {}

  @Get()
  @RequireScope('viewer')
  async metrics(@Res() response: Response): Promise<void> {
    const { contentType, text } = await this.scraper.scrape();
    response.setHeader('Content-Type', contentType);
    response.end(text);
  }
}
