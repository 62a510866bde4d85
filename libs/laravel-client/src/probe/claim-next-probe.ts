import type { LaravelBundle } from '@app/contracts';
import { BulkheadRejectedError } from 'cockatiel';
import type { LaravelAction } from '../laravel-traffic.js';
import { type Incoming, type Outgoing, WireFailure } from '../wire.js';
import { type ClaimProbe, judgeProbe } from './judge-probe.js';
import { type WorkerEnvironment, workerEnvironmentFrom } from './worker-environment.js';

const LONGEST_ENVIRONMENT_BYTES = 64 * 1024;
const LONGEST_ANSWER_BYTES = 8 * 1024;
/** Names a worker and nothing else, so that Laravel must refuse it once it has accepted the token. */
const BODY = JSON.stringify({ worker_id: 'probe-auth-only' });

export interface ProbeMeans {
  readonly exchange: (action: LaravelAction, outgoing: Outgoing) => Promise<Incoming>;
  readonly timeoutMs: number;
  readonly requestId: string;
}

/**
 * Tries whether a worker installed from this bundle would be let in, without claiming anything (contract of the control
 * plane, section 9.5). The token is read through the bundle's signed link and leaves this file only as a header.
 */
export async function probeClaimNext(bundle: LaravelBundle, means: ProbeMeans): Promise<ClaimProbe> {
  const link = bundle.download_urls?.env;
  if (link === undefined) return fail('The bundle has expired and gives no link to its environment; make a new one');
  try {
    const environment = await environmentAt(link, means);
    if ('result' in environment) return environment;
    return judgeProbe(await means.exchange('claim_next_probe', claimOf(environment, means)), environment.token);
  } catch (error) {
    if (error instanceof BulkheadRejectedError) {
      return { result: 'pending', detail: 'Too many calls to Laravel are waiting already; nothing was tried' };
    }
    if (error instanceof WireFailure) return fail(`Laravel's verifier API ${wordingOf(error)}`);
    throw error;
  }
}

async function environmentAt(link: string, means: ProbeMeans): Promise<WorkerEnvironment | ClaimProbe> {
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return fail("The bundle's environment link is no address");
  const incoming = await means.exchange('bundle_environment', {
    method: 'GET',
    url: link,
    headers: { Accept: 'text/plain, application/json', 'X-Request-Id': means.requestId },
    timeoutMs: means.timeoutMs,
    maxBytes: LONGEST_ENVIRONMENT_BYTES,
    overflow: 'cut',
  });
  if (incoming.status !== 200)
    return fail(`The bundle's environment link answers ${incoming.status}; make a new bundle`);
  const environment = workerEnvironmentFrom(incoming.bytes.toString('utf8'));
  if (environment === null) return fail("The bundle's environment names no usable address of Laravel, or no token");
  // Both are made of Laravel's one address (its contract, sections 5.3 and 5.4): a line that came into the file by a
  // server's name or the like must not send us, or the token, elsewhere.
  if (new URL(environment.baseUrl).origin === new URL(link).origin) return environment;
  return fail(
    "The bundle's environment names another address of Laravel than its own link has; nothing was sent there",
  );
}

function claimOf(environment: WorkerEnvironment, { timeoutMs, requestId }: ProbeMeans): Outgoing {
  return {
    method: 'POST',
    url: `${environment.baseUrl}/api/verifier/chunks/claim-next`,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${environment.token}`,
      'Content-Type': 'application/json',
      'X-Request-Id': requestId,
    },
    body: BODY,
    timeoutMs,
    maxBytes: LONGEST_ANSWER_BYTES,
    overflow: 'cut',
  };
}

function fail(detail: string): ClaimProbe {
  return { result: 'fail', detail };
}

function wordingOf({ reason, sent }: WireFailure): string {
  if (reason === 'timed_out') return 'did not answer in time';
  return sent ? 'broke the connection' : 'cannot be reached';
}
