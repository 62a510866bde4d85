import type { Reply } from '../reply/judge-reply.js';

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
