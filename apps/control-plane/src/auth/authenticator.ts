import type { IncomingHttpHeaders } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { AppConfig } from '../config/app-config.js';
import { AttemptLedger } from './attempt-ledger.js';
import { type Credentials, readCredentials } from './credentials.js';
import type { Principal, Scope } from './principal.js';
import { TokenBook } from './token-book.js';

const CHALLENGE = { 'WWW-Authenticate': 'Basic realm="Verifier Engine Room", charset="UTF-8"' };

/** A Bearer token names nobody, so these stand in the journal. */
const BEARER_PRINCIPALS: Readonly<Record<Scope, Principal>> = {
  operator: { scope: 'operator', actor: 'api', method: 'bearer' },
  worker: { scope: 'worker', actor: 'worker', method: 'bearer' },
  viewer: { scope: 'viewer', actor: 'viewer', method: 'bearer' },
};

/** Tells who sends a request. Cheap enough for every heartbeat: one digest and a few comparisons. */
@Injectable()
export class Authenticator {
  private readonly log = new Logger(Authenticator.name);
  private readonly tokens: TokenBook;
  private readonly attempts = new AttemptLedger();

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.tokens = new TokenBook(config.tokens);
  }

  /**
   * Who sends a request with these headers from `remoteAddress`. A valid credential always passes, whatever came from
   * its address before: a whole fleet may share one. A request without credentials is refused but is no attempt, since
   * a browser always begins with one.
   * @throws Failure unauthorized; too_many_failures when the address tried too many wrong credentials (20 a minute)
   */
  authenticate(headers: IncomingHttpHeaders, remoteAddress: string): Principal {
    const principal = this.find(headers);
    if (principal !== null) return principal;
    if (headers.authorization === undefined) throw refusal('Credentials are needed here');
    throw this.failed(remoteAddress);
  }

  /** Whether `authenticate` would take these headers. Asking is no attempt. */
  knows(headers: IncomingHttpHeaders): boolean {
    return this.find(headers) !== null;
  }

  private find(headers: IncomingHttpHeaders): Principal | null {
    const credentials = readCredentials(headers.authorization);
    if (credentials === null) return null;
    const scope = this.tokens.scopeOf(credentials.secret);
    return scope === null ? null : principalFor(credentials, scope);
  }

  private failed(remoteAddress: string): Failure {
    const { refusedForMs, first } = this.attempts.note(remoteAddress, this.clock.now());
    if (refusedForMs === 0) return refusal('These credentials are not known');
    if (first) this.log.warn({ msg: 'too many failed attempts', address: remoteAddress });
    const retryAfterSeconds = Math.ceil(refusedForMs / 1_000);
    return new Failure('too_many_failures', 'Too many wrong credentials came from this address', { retryAfterSeconds });
  }
}

function principalFor(credentials: Credentials, scope: Scope): Principal {
  if (credentials.kind === 'bearer') return BEARER_PRINCIPALS[scope];
  return { scope, actor: credentials.userName, method: 'basic' };
}

function refusal(message: string): Failure {
  return new Failure('unauthorized', message, { headers: CHALLENGE });
}
