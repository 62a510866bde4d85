import type { LaravelInstallStage } from '@app/contracts';
import { installStages } from './install-stages.js';

const report = (stage: string, status: LaravelInstallStage['status']): LaravelInstallStage => ({
  stage,
  status,
  detail: null,
  at: '2026-03-02T08:00:00Z',
});
const statuses = (...reports: LaravelInstallStage[]) =>
  Object.fromEntries((installStages(reports) ?? []).map(({ stage, status }) => [stage, status]));

describe("the installer's stages", () => {
  it('are unknown when nothing is ever reported', () => {
    expect(installStages(null)).toBeNull();
  });

  it('all wait before the first report', () => {
    expect(new Set(Object.values(statuses()))).toEqual(new Set(['waiting']));
  });

  it('are as far as the newest report says', () => {
    expect(
      statuses(report('prepare', 'running'), report('prepare', 'done'), report('environment', 'failed')),
    ).toMatchObject({
      prepare: 'done',
      environment: 'failed',
      download: 'waiting',
    });
  });

  it('begin anew when the installer is run again', () => {
    const again = [report('prepare', 'running'), report('self_check', 'failed'), report('prepare', 'running')];
    expect(statuses(...again)).toMatchObject({ prepare: 'running', self_check: 'waiting' });
  });

  it('include stages of other installers', () => {
    expect(statuses(report('image', 'done'))).toMatchObject({ image: 'done' });
  });
});
