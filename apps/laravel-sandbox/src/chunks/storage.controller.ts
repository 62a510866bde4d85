import { Controller, Get, Header, HttpCode, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FrameworkFailure } from '../http/failures.js';
import { contextOf } from '../http/request-context.js';
import { SignedUrlGuard } from '../http/signed-url.guard.js';
import { StoredFiles } from './stored-files.js';

/** Files by signed links; nobody shows a token here (contract 7.5). */
@UseGuards(SignedUrlGuard)
@Controller('api/verifier/storage')
export class StorageController {
  constructor(private readonly files: StoredFiles) {}

  @Get('download')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  async download(@Req() request: Request, @Res() response: Response): Promise<void> {
    const content = await this.files.read(keyOf(request));
    if (content === null) throw new FrameworkFailure(404, '');
    response.end(content);
  }

  @Put('upload')
  @HttpCode(204)
  async put(@Req() request: Request): Promise<void> {
    await this.files.write(keyOf(request), contextOf(request).rawBody);
  }

  @Post('upload')
  @HttpCode(204)
  async post(@Req() request: Request): Promise<void> {
    await this.put(request);
  }
}

/** The signature vouches for it. */
function keyOf(request: Request): string {
  return typeof request.query['key'] === 'string' ? request.query['key'] : '';
}
