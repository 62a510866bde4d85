import type { Reply } from '../policy/judge-reply.js';

/** What a worker hears after a command: a reply, nothing until it gives up, or the end of the connection. */
export type Heard = Reply | 'silence' | 'closed';

/** One connection to one mail server, as far as it goes; what comes after the end is not asked for. */
export interface Conversation {
  /** Whether somebody listens there. */
  readonly connects: boolean;
  readonly banner: Heard;
  readonly ehlo: Heard;
  readonly mailFrom: Heard;
  readonly rcptTo: Heard;
  /** The answer to an invented recipient of the same domain. */
  readonly randomRcptTo: Heard;
}

/** Who answers a worker: names of servers, and what these say. */
export interface MailServers {
  /** The domain's servers, best first; `timeout` or `servfail` when the name service does not say. */
  hostsOf(domain: string): readonly string[] | 'timeout' | 'servfail';
  /** @param attempt 1 for the first connection that is made for this address, counted over all hosts */
  converse(address: string, host: string, attempt: number): Conversation;
}
