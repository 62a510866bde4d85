import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { Authenticator } from '../auth/authenticator.js';
import { mayUse } from '../auth/principal.js';
import { refuseForeign } from '../auth/refuse-foreign.js';
import { Failure } from '../common/failure.js';
import { defectProblem, failureHeaders, problemOf } from '../common/problem.js';
import { requestIdOf } from '../common/request-id.js';
import { AppConfig } from '../config/app-config.js';
import { callerAddress } from '../http/caller-address.js';
import { HeartbeatCounters, type HeartbeatOutcome } from './heartbeat-counters.js';
import { HeartbeatIntake } from './heartbeat-intake.js';

export const HEARTBEAT_PATH = '/api/workers/heartbeat';
/** A real worker's beat has less than 2 kB; a full house of tags and counters stays below this. */
const BODY_LIMIT = 16 * 1_024;

const ANSWER_HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

interface WaitingAnswer {
  readonly response: ServerResponse;
  readonly json: string;
}

/**
 * Serves beats ahead of Express, which costs more than the beat itself (docs/decisions/0002). Same authentication,
 * validation and problem documents as every other route.
 */
@Injectable()
export class HeartbeatHandler {
  private readonly log = new Logger(HeartbeatHandler.name);
  private answers: WaitingAnswer[] = [];

  constructor(
    private readonly config: AppConfig,
    private readonly authenticator: Authenticator,
    private readonly intake: HeartbeatIntake,
    private readonly counters: HeartbeatCounters,
  ) {}

  /** Answers the request if it is a beat. @returns false when it is somebody else's */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'POST' || !isHeartbeatUrl(request.url)) return false;
    const startedAt = performance.now();
    try {
      this.admit(request);
    } catch (thrown) {
      request.resume();
      this.fail(thrown, request, response, startedAt);
      return true;
    }
    this.collect(request, response, startedAt);
    return true;
  }

  private admit(request: IncomingMessage): void {
    const address = callerAddress(request, this.config.trustedProxies);
    const principal = this.authenticator.authenticate(request.headers, address);
    refuseForeign(request, principal);
    if (!mayUse(principal, ['worker'])) throw new Failure('forbidden', 'This token may only read');
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge();
  }

  private collect(request: IncomingMessage, response: ServerResponse, startedAt: number): void {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= BODY_LIMIT) chunks.push(chunk);
    });
    request.on('end', () => {
      try {
        if (length > BODY_LIMIT) throw tooLarge();
        const first = chunks[0];
        const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
        this.answer(response, this.intake.receive(body.toString('utf8')));
        this.counters.ended('answered', performance.now() - startedAt);
      } catch (thrown) {
        this.fail(thrown, request, response, startedAt);
      }
    });
    // A caller that goes away in the middle of its body needs no answer; nothing was taken in.
    request.on('error', () => this.counters.ended('aborted', performance.now() - startedAt));
  }

  /**
   * Answers of one turn of the event loop are written one after the other at its end. Written one by one in between,
   * each would wake the network for itself, which costs a third of a beat's time in the kernel (docs/performance.md).
   */
  private answer(response: ServerResponse, json: string): void {
    this.answers.push({ response, json });
    if (this.answers.length === 1) setImmediate(() => this.writeAnswers());
  }

  private writeAnswers(): void {
    const answers = this.answers;
    this.answers = [];
    for (const { response, json } of answers) {
      response.writeHead(200, { ...ANSWER_HEADERS, 'Content-Length': Buffer.byteLength(json) });
      response.end(json);
    }
  }

  private fail(thrown: unknown, request: IncomingMessage, response: ServerResponse, startedAt: number): void {
    const requestId = requestIdOf(request);
    const failure = thrown instanceof Failure ? thrown : null;
    if (failure === null) this.log.error({ msg: 'beat failed', request_id: requestId, error: String(thrown) });
    const problem = failure === null ? defectProblem(requestId) : problemOf(failure, requestId);
    response.writeHead(problem.status, {
      'Content-Type': 'application/problem+json',
      'X-Request-Id': requestId,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(failure !== null && failureHeaders(failure)),
      ...(problem.status === 413 && { Connection: 'close' }),
    });
    response.end(JSON.stringify(problem));
    this.counters.ended(outcomeOf(problem.status), performance.now() - startedAt);
  }
}

function isHeartbeatUrl(url: string | undefined): boolean {
  return url === HEARTBEAT_PATH || (url?.startsWith(`${HEARTBEAT_PATH}?`) ?? false);
}

function tooLarge(): Failure {
  return new Failure('body_too_large', `A beat has at most ${BODY_LIMIT} bytes. Nothing was changed.`);
}

function outcomeOf(status: number): HeartbeatOutcome {
  if (status >= 500) return 'unavailable';
  return status === 400 || status === 413 ? 'invalid' : 'refused';
}
