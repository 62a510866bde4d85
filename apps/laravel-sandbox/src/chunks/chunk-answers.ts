import { offsetTime } from '../common/laravel-time.js';
import type { ChunkRow } from '../database/rows.js';

/** The stage a chunk is in; one without counts as screening (contract 7.4). */
export function stageOf({ processingStage }: ChunkRow): 'screening' | 'smtp_probe' {
  return processingStage ?? 'screening';
}

/** What a claim answers. @param chunk as it was before the claim @param leaseExpiresAt epoch milliseconds */
export function claimAnswer(chunk: ChunkRow, leaseExpiresAt: number): object {
  return {
    chunk_id: chunk.id,
    job_id: chunk.verificationJobId,
    chunk_no: chunk.chunkNo,
    ...workOf(chunk),
    retry_attempt: chunk.retryAttempt,
    last_worker_ids: chunk.lastWorkerIds ?? [],
    lease_expires_at: offsetTime(leaseExpiresAt),
    input: { disk: chunk.inputDisk, key: chunk.inputKey },
  };
}

/** What `GET chunks/{id}` answers (contract 7.5). */
export function detailsAnswer(
  chunk: ChunkRow,
  policy: { readonly leaseSeconds: number; readonly maxAttempts: number; readonly signedUrlSeconds: number },
): object {
  return {
    chunk_id: chunk.id,
    job_id: chunk.verificationJobId,
    chunk_no: chunk.chunkNo,
    status: chunk.status,
    attempts: chunk.attempts,
    ...workOf(chunk),
    input: { disk: chunk.inputDisk, key: chunk.inputKey },
    output: {
      disk: chunk.outputDisk,
      valid_key: chunk.validKey,
      invalid_key: chunk.invalidKey,
      risky_key: chunk.riskyKey,
    },
    policy: {
      lease_seconds: policy.leaseSeconds,
      max_attempts: policy.maxAttempts,
      signed_url_expiry_seconds: policy.signedUrlSeconds,
    },
  };
}

function workOf(chunk: ChunkRow): object {
  const stage = stageOf(chunk);
  return {
    verification_mode: stage === 'smtp_probe' ? 'enhanced' : 'standard',
    processing_stage: stage,
    worker_capability_required: stage,
    routing_provider: chunk.routingProvider,
    preferred_pool: chunk.preferredPool,
    max_probe_attempts: chunk.maxProbeAttempts,
  };
}
