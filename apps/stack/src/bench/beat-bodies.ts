import type { HeartbeatRequest } from '@app/contracts';

/** Nine digits that change with every beat; in place, so that a request is built once. */
const COUNTER = 100_000_000;

/** A request that is ready to be sent, and where its counter stands. */
export interface PreparedBeat {
  readonly bytes: Buffer;
  readonly counterAt: number;
}

/** Requests of as many workers, each about 2 kB of JSON. */
export function preparedBeats(workers: number, token: string): readonly PreparedBeat[] {
  return Array.from({ length: workers }, (_, index) => {
    const body = JSON.stringify(beatOf(index));
    const head = [
      'POST /api/workers/heartbeat HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Accept-Encoding: gzip', // as a Go client sends it
    ];
    const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
    return { bytes, counterAt: bytes.indexOf(`:${COUNTER}`) + 1 };
  });
}

/** Makes the beat differ from all before it: its counter becomes that of the `round`-th beat. */
export function countUp({ bytes, counterAt }: PreparedBeat, round: number): void {
  let rest = COUNTER + round;
  for (let digit = 8; digit >= 0; digit -= 1) {
    bytes[counterAt + digit] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

/** A beat of a worker that has been at work for weeks, with all the fields a worker may send. */
export function beatOf(index: number): HeartbeatRequest {
  const shade = (index % 97) / 1_000;
  const providers = ['gmail', 'microsoft', 'yahoo', 'generic'].map((provider, place) => ({
    provider,
    tempfail_rate: 0.041237113402061855 + shade / (place + 2),
    reject_rate: 0.09278350515463918 + shade / (place + 3),
    unknown_rate: 0.11340206185567011 + shade / (place + 2),
    avg_retry_after: 90 + place,
    policy_block_rate: 0.010309278350515464,
  }));
  const tags = {
    connection_unstable: 1_204 + index,
    identity_rejected: 17,
    other_unknown: 993,
    policy_blocked_ambiguous: 3_121 + index,
    provider_tempfail_unresolved: 8_207 + index,
    unknown_transient: 2_514,
  };
  return {
    worker_id: String(10_001 + index),
    host: `probe-${index % 2 === 0 ? 'eu' : 'us'}-${index}`,
    ip_address: `198.51.100.${(index % 250) + 1}`,
    pool: `edge-${index % 20}`,
    tags: ['laravel_heartbeat:true', 'laravel_heartbeat_every_n:10', 'policy_sync:true'],
    status: 'running',
    current_job_id: `job-${(index * 7_919) % 1_000_003}`,
    current_chunk_id: `chunk-${(index * 104_729) % 10_000_019}`,
    stage_metrics: { screening: { processed: 48_211, errors: 12 }, smtp_probe: { processed: COUNTER, errors: 31 } },
    smtp_metrics: {
      tempfail_rate: 0.041237113402061855,
      reject_rate: 0.09278350515463918,
      catch_all_rate: 0.020618556701030927,
      unknown_rate: 0.11340206185567011,
    },
    provider_metrics: providers,
    routing_metrics: {
      retry_claims_total: 412,
      retry_anti_affinity_success_total: 388,
      same_worker_avoid_total: 371,
      same_pool_avoid_total: 203,
      provider_affinity_hit_total: 5_120,
      fallback_claim_total: 4_377,
    },
    session_metrics: { session_retry_new_conn_total: 412, throttle_applied_total: 8_019 },
    attempt_route_metrics: { attempts_total: 194_420, retry_attempts_total: 412, mx_fallback_attempts_total: 37 },
    retry_anti_affinity_hits: 388,
    unknown_reason_tags: tags,
    session_strategy_id: 'provider_policy:v4.2.0',
    reason_tag_counters: { ...tags, mailbox_not_found: 18_043 },
  };
}
