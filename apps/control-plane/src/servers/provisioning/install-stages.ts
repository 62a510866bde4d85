import type { InstallStage, LaravelInstallStage } from '@app/contracts';
import { laravelTime } from '../../laravel/laravel-time.js';

/** What an installer does, in order, as people read it. */
const STAGES: readonly { readonly stage: string; readonly title: string }[] = [
  { stage: 'prepare', title: 'Check the host and its tools' },
  { stage: 'environment', title: "Write the worker's environment" },
  { stage: 'download', title: 'Fetch the programs' },
  { stage: 'checksum', title: 'Compare checksums' },
  { stage: 'service', title: 'Set up the worker service' },
  { stage: 'agent', title: 'Set up the agent' },
  { stage: 'start', title: 'Start both' },
  { stage: 'self_check', title: 'Talk to Laravel' },
];

/**
 * Every stage of the installer and how far it came; the newest report about a stage counts, since an installer may be
 * run again. Null when nothing is ever reported here.
 */
export function installStages(reports: readonly LaravelInstallStage[] | null): readonly InstallStage[] | null {
  if (reports === null) return null;
  const lastRun = reports.slice(
    Math.max(
      0,
      reports.findLastIndex(({ stage, status }) => stage === STAGES[0]?.stage && status === 'running'),
    ),
  );
  const newest = new Map(lastRun.map((report) => [report.stage, report]));
  const known = STAGES.map(({ stage, title }) => withReport(stage, title, newest.get(stage)));
  const others = [...newest.values()].filter(({ stage }) => !STAGES.some((one) => one.stage === stage));
  return [...known, ...others.map((report) => withReport(report.stage, report.stage, report))];
}

function withReport(stage: string, title: string, report: LaravelInstallStage | undefined): InstallStage {
  if (report === undefined) return { stage, title, status: 'waiting', detail: null, at: null };
  const { status, detail, at } = report;
  return { stage, title, status, detail, at: laravelTime(at) };
}
