import type { LaravelInstallStage } from '@app/contracts';
import { laravelTime } from '../common/laravel-time.js';
import type { InstallStageRow } from '../database/rows.js';

/** An installer begins with this stage, also when it is run again. */
const FIRST_STAGE = 'prepare';

/** The steps of the newest run, each with what was last said of it, in the order in which they were first said. */
export function installStages(reports: readonly InstallStageRow[]): readonly LaravelInstallStage[] {
  const begin = reports.findLastIndex(({ stage, status }) => stage === FIRST_STAGE && status === 'running');
  const latest = new Map<string, InstallStageRow>();
  for (const report of reports.slice(Math.max(0, begin))) latest.set(report.stage, report);
  return [...latest.values()].map(({ stage, status, detail, reportedAt }) => ({
    stage,
    status,
    detail,
    at: laravelTime(reportedAt),
  }));
}
