import { Injectable } from '@nestjs/common';
import type { Connection } from '../database/database.js';
import { PoliciesService } from '../policies/policies.service.js';
import { readReason } from '../traces/reason.js';
import { resultRows } from '../traces/result-file.js';
import type { ChunkRow } from '../database/rows.js';
import { ChunkMaker } from './chunk-maker.js';
import { probeShards } from './probe-shards.js';
import { StoredFiles } from './stored-files.js';

/** What probing cannot help (contract 7.5). */
const HARD_INVALID = ['syntax', 'mx_missing'];

/** Hands the addresses of a screened chunk on to probing. */
@Injectable()
export class ScreeningHandoff {
  constructor(
    private readonly policies: PoliciesService,
    private readonly maker: ChunkMaker,
    private readonly files: StoredFiles,
  ) {}

  /** What there is to probe; null while probing is off. @param keys of the result files */
  async addresses(keys: readonly string[]): Promise<readonly string[] | null> {
    if (!(await this.policies.isProbingOn())) return null;
    const files = await Promise.all(keys.map((key) => this.files.read(key)));
    return files
      .flatMap((file) => resultRows(file?.toString('utf8') ?? ''))
      .filter(({ reason }) => !HARD_INVALID.includes(readReason(reason).base))
      .map(({ email }) => email);
  }

  /** Makes the probe chunks, numbered on after the job's last. */
  async handOn(transaction: Connection, screened: ChunkRow, emails: readonly string[]): Promise<void> {
    const jobId = screened.verificationJobId;
    const first = await this.maker.nextNumber(transaction, jobId);
    const shards = probeShards(emails).map((shard, index) => ({
      chunkNo: first + index,
      stage: 'smtp_probe' as const,
      parentChunkId: screened.id,
      ...shard,
    }));
    await this.maker.makeChunks(transaction, jobId, shards);
  }
}
