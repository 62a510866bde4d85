import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Clock } from '@app/service';
import { Database } from '../database/database.js';
import type { BundleRow, InstallStageRow } from '../database/rows.js';
import { bundles, installStages } from '../database/schema/index.js';
import { FrameworkFailure } from '../http/failures.js';
import { isUuid } from '../validation/rules.js';
import { BUNDLE_FILES, BundleFiles } from './bundle-files.js';
import { isExpired } from './bundle-record.js';

/** An installer has eight stages; more reports than many runs would send are somebody's mischief. */
const MOST_REPORTS = 500;

/** What holders of a signed link may do (contract 5.3). */
@Injectable()
export class DownloadsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: BundleFiles,
  ) {}

  /** @throws FrameworkFailure 404 when bundle or file is gone or unknown, 410 when the bundle was superseded */
  async read(bundleUuid: string, name: string): Promise<Buffer> {
    await this.liveBundle(bundleUuid);
    const file = BUNDLE_FILES.find((known) => known === name);
    const bytes = file === undefined ? null : await this.files.read(bundleUuid, file);
    if (bytes === null) throw new FrameworkFailure(404, 'Not Found');
    return bytes;
  }

  /** Stores what an installer says of a step. @throws FrameworkFailure 404, 410 as for files; 429 for endless reports */
  async report(bundleUuid: string, said: Pick<InstallStageRow, 'stage' | 'status' | 'detail'>): Promise<void> {
    const { connection } = this.database;
    const bundle = await this.liveBundle(bundleUuid);
    const known = await connection.$count(installStages, eq(installStages.bundleId, bundle.id));
    if (known >= MOST_REPORTS) throw new FrameworkFailure(429, 'Too many reports of one bundle.');
    await connection.insert(installStages).values({ ...said, bundleId: bundle.id, reportedAt: this.clock.now() });
  }

  private async liveBundle(bundleUuid: string): Promise<BundleRow> {
    const { connection } = this.database;
    const [bundle] = isUuid(bundleUuid)
      ? await connection.select().from(bundles).where(eq(bundles.bundleUuid, bundleUuid))
      : [];
    if (bundle === undefined) throw new FrameworkFailure(404, 'Not Found');
    if (isExpired(bundle, this.clock.now())) throw new FrameworkFailure(410, 'Provisioning bundle has expired.');
    return bundle;
  }
}
