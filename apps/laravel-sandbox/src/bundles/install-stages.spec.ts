import type { InstallStageRow } from '../database/rows.js';
import { at } from '../testing/rows.js';
import { installStages } from './install-stages.js';

let nextId = 1;
function report(stage: string, status: InstallStageRow['status'], detail: string | null = null): InstallStageRow {
  return { id: nextId++, bundleId: 1, stage, status, detail, reportedAt: at('08:00:00') };
}

describe('install stages', () => {
  it('are told once each, as they last were', () => {
    const stages = installStages([
      report('prepare', 'running'),
      report('prepare', 'done'),
      report('download', 'running'),
      report('download', 'failed', 'curl: 22'),
    ]);
    expect(stages).toEqual([
      { stage: 'prepare', status: 'done', detail: null, at: '2026-03-02T08:00:00.000000Z' },
      { stage: 'download', status: 'failed', detail: 'curl: 22', at: '2026-03-02T08:00:00.000000Z' },
    ]);
  });

  it('are those of the newest run', () => {
    const stages = installStages([
      report('prepare', 'running'),
      report('prepare', 'done'),
      report('download', 'failed'),
      report('prepare', 'running'),
    ]);
    expect(stages.map(({ stage, status }) => [stage, status])).toEqual([['prepare', 'running']]);
  });

  it('may be none', () => {
    expect(installStages([])).toEqual([]);
  });
});
