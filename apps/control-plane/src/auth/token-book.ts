import { hash, timingSafeEqual } from 'node:crypto';
import type { Tokens } from '../config/app-config.js';
import { asSent } from './credentials.js';
import type { Scope } from './principal.js';

interface KnownToken {
  readonly scope: Scope;
  readonly digest: Buffer;
}

/** Knows the tokens by their digests and tells the scope of one that was sent. */
export class TokenBook {
  private readonly known: readonly KnownToken[];

  constructor(tokens: Tokens) {
    // The last match counts, so a value that is set for several scopes has the widest of them.
    const scopes = ['viewer', 'worker', 'operator'] as const;
    this.known = scopes.flatMap((scope) => tokens[scope].map((token) => ({ scope, digest: digestOf(asSent(token)) })));
  }

  /**
   * The scope of a secret, or null when it is no token. Takes the same time whether and where it matches: digests are of
   * equal length, each is compared in constant time, and all of them are compared.
   */
  scopeOf(secret: string): Scope | null {
    const digest = digestOf(secret);
    let scope: Scope | null = null;
    for (const token of this.known) {
      if (timingSafeEqual(token.digest, digest)) scope = token.scope;
    }
    return scope;
  }
}

function digestOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
