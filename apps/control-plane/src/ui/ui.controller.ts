import path from 'node:path';
import { Controller, Get, Next, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { Public, RequireScope } from '../auth/require-scope.js';
import { Failure } from '../common/failure.js';
import { styleNonceOf } from '../http/security-headers.js';
import { isPage } from './app-pages.js';
import { BuiltApp } from './built-app.js';
import { sendBuiltFile } from './send-built-file.js';

const BASE = '/verifier-engine-room';
const OVERVIEW = `${BASE}/overview`;
const YEAR_SECONDS = 31_536_000;

/** Names of assets change with their content. Private: they were given to somebody with a token. */
const FOR_EVER = `private, max-age=${YEAR_SECONDS}, immutable`;
const ASK_AGAIN = 'private, no-cache';

/** Serves the built app. */
@ApiExcludeController()
@Controller()
export class UiController {
  constructor(private readonly app: BuiltApp) {}

  @Get('/')
  @Public()
  @Redirect(OVERVIEW, 302)
  fromRoot(): void {
    // the decorator answers
  }

  @Get(BASE)
  @Public()
  @Redirect(OVERVIEW, 302)
  fromBase(): void {
    // the decorator answers
  }

  @Get(`${BASE}/assets/*path`)
  @RequireScope('viewer')
  async asset(@Req() request: Request, @Res() response: Response): Promise<void> {
    const name = belowBase(request).slice('assets/'.length);
    await sendBuiltFile(response, path.join(this.app.directory, 'assets'), name, FOR_EVER);
  }

  /** Every other path: a file beside the page, or the page, which shows by itself that there is no such page. */
  @Get(`${BASE}/*path`)
  @RequireScope('viewer')
  async page(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): Promise<void> {
    const below = belowBase(request);
    if (below === 'events') return next(); // the live stream, another module's route
    if (await this.app.hasFileBesidePage(below)) return sendBuiltFile(response, this.app.directory, below, ASK_AGAIN);
    const html = await this.app.page(styleNonceOf(response));
    if (html === null) throw appNotBuilt();
    response
      .status(isPage(below) ? 200 : 404)
      .type('html')
      .send(html);
  }
}

/** The decoded path below the base, without slashes at its ends. */
function belowBase(request: Request): string {
  return decodeURIComponent(request.path.slice(BASE.length + 1)).replace(/\/$/, ''); // the router has refused what cannot be decoded
}

/** The answer where the app should be, when there is only the service. */
function appNotBuilt(): Failure {
  const message = 'The app is not built, so there is no page to show. Run `npm run build`; the API works meanwhile.';
  return new Failure('app_not_built', message);
}
