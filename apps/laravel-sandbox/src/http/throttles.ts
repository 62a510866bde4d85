import { Injectable } from '@nestjs/common';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Throttle } from './throttle.js';

/** What was called, over all routes: each module has guards of its own, but these there are once. */
@Injectable()
export class Throttles {
  /** Of `/api/internal`, by address. */
  readonly internal: Throttle;
  /** Of `/api/verifier`, by user. */
  readonly verifier: Throttle;

  constructor(config: SandboxConfig) {
    this.internal = new Throttle(config.internal.callsPerMinute);
    this.verifier = new Throttle(config.verifier.callsPerMinute);
  }
}
