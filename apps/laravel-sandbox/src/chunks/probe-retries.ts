import { Injectable } from '@nestjs/common';
import type { Connection } from '../database/database.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { ChunkRow } from '../database/rows.js';
import { ChunkMaker } from './chunk-maker.js';
import { StoredFiles } from './stored-files.js';
import { retryPlan, type RetryPlan } from './tempfail-retry.js';

/** Puts temporary failures of a probed chunk into a later one, while the settings say so. */
@Injectable()
export class ProbeRetries {
  constructor(
    private readonly policies: PoliciesService,
    private readonly maker: ChunkMaker,
    private readonly files: StoredFiles,
  ) {}

  /** Null: nothing is tried again. */
  async planFor(chunk: ChunkRow, riskyKey: string): Promise<RetryPlan | null> {
    const { settings } = await this.policies.engine();
    const csv = (await this.files.read(riskyKey))?.toString('utf8') ?? '';
    return retryPlan(csv, chunk, settings);
  }

  /** Makes the later chunk; what is tried again is no longer in the risky file, so that it is not recorded yet. */
  async carryOut(transaction: Connection, chunk: ChunkRow, riskyKey: string, plan: RetryPlan): Promise<void> {
    await this.maker.makeRetry(transaction, chunk, plan.emails, plan.delayMs);
    await this.files.write(riskyKey, plan.keptCsv);
  }
}
