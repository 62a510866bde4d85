import type { Conversation } from '@app/smtp-policy';

/** Who answers a worker: names of servers, and what these say. */
export interface MailServers {
  /** The domain's servers, best first; `timeout` or `servfail` when the name service does not say. */
  hostsOf(domain: string): readonly string[] | 'timeout' | 'servfail';
  /** @param attempt 1 for the first connection that is made for this address, counted over all hosts */
  converse(address: string, host: string, attempt: number): Conversation;
}
