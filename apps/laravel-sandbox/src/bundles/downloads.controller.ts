import { Controller, Get, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { RequestInput } from '../http/api.decorators.js';
import { FrameworkValidationFailure } from '../http/failures.js';
import type { Input } from '../http/input.js';
import { SignedUrlGuard } from '../http/signed-url.guard.js';
import { max, nullable, oneOf, required, string } from '../validation/rules.js';
import { isFine, type Rules, validate } from '../validation/validate.js';
import { DownloadsService } from './downloads.service.js';

const STATUSES = ['running', 'done', 'failed'] as const;
const REPORT: Rules = {
  stage: [required, string, max(32)],
  status: [required, oneOf(STATUSES)],
  detail: [nullable, string, max(2_000)],
};

/** What a host does with the links of its bundle. No token: whoever holds a link may use it (contract 5.3). */
@Controller('provisioning/bundles/:uuid')
@UseGuards(SignedUrlGuard)
export class DownloadsController {
  constructor(private readonly downloads: DownloadsService) {}

  /** An addition: the installer tells how far it is. */
  @Post('stages')
  @HttpCode(204)
  async report(@Param('uuid') bundleUuid: string, @RequestInput() input: Input): Promise<void> {
    const errors = await validate(input, REPORT);
    if (!isFine(errors)) throw new FrameworkValidationFailure(errors);
    await this.downloads.report(bundleUuid, {
      stage: String(input['stage']),
      status: STATUSES.find((status) => status === input['status']) ?? 'running',
      detail: (input['detail'] as string | null | undefined) ?? null, // a text or null, by its rule
    });
  }

  @Get(':file')
  async download(
    @Param('uuid') bundleUuid: string,
    @Param('file') file: string,
    @Res() response: Response,
  ): Promise<void> {
    const bytes = await this.downloads.read(bundleUuid, file);
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename=${file}`); // one of four known names
    response.end(bytes);
  }
}
