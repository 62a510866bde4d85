import type { AutopilotView } from '@app/contracts';

/** What the autopilot is about, in a sentence. */
export function autopilotWords(autopilot: AutopilotView): string {
  const { state, healthy_windows: healthy, required_windows: required, because, dry_run: isDryRun } = autopilot;
  const dry = isDryRun && state !== 'off' ? ' It only says what it would do.' : '';
  switch (state) {
    case 'off':
      return 'The autopilot is off: each step is taken by hand.';
    case 'idle':
      return `The autopilot waits. ${because}${dry}`;
    case 'frozen':
      return `The autopilot is frozen. ${because}${dry}`;
    case 'watching':
      return `The autopilot has seen ${healthy} of ${required} healthy windows.${dry}`;
  }
}
