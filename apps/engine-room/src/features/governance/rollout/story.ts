import type { AutopilotEvent, RolloutEntry } from '@app/contracts';

/** One line of what has happened. */
export interface StoryLine {
  readonly key: string;
  readonly at: string;
  readonly what: Happened;
  readonly version: string;
  /** Where a step back came from; null where it is no step back, or that is not told. */
  readonly from: string | null;
  readonly percent: number;
  readonly who: string;
  /** The reason, with the figures where there are some; may be empty. */
  readonly because: string;
  readonly provider: string | null;
  readonly isDryRun: boolean;
}

export type Happened = AutopilotEvent['action'] | 'ended' | 'promote' | 'validate' | 'found_invalid';

/**
 * What people and the autopilot did, newest first. What the autopilot decided stands in the history too; its own event
 * says more, and so is the one that is told.
 */
export function storyOf(events: readonly AutopilotEvent[], history: readonly RolloutEntry[]): readonly StoryLine[] {
  const byAutopilot = events.map((event, index): StoryLine => {
    const { at, action, version, percent, because, provider, is_dry_run: isDryRun } = event;
    // one that stops short of everybody has reached nothing
    const what: Happened = action === 'finish' && percent < 100 ? 'ended' : action;
    return {
      key: `event ${index} ${at}`,
      at,
      what,
      version,
      percent,
      who: 'autopilot',
      from: null,
      because,
      provider,
      isDryRun,
    };
  });
  const byOthers = history
    .filter((entry) => entry.source === 'operator' || !isTold(events, entry))
    .map((entry): StoryLine => {
      const { action, version, canary_percent: percent, triggered_by: who, notes: because } = entry;
      const what: Happened = action === 'validate' && entry.validation_status === 'invalid' ? 'found_invalid' : action;
      const from = action === 'rollback' ? entry.from_version : null;
      const line = { at: entry.created_at, what, version, from, percent, who, because };
      return { key: `history ${entry.revision}`, ...line, provider: null, isDryRun: false };
    });
  return [...byAutopilot, ...byOthers].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** The event and its entry are written one after the other. */
const TOGETHER_MS = 60_000;

const isTold = (events: readonly AutopilotEvent[], entry: RolloutEntry): boolean =>
  events.some(
    (event) =>
      !event.is_dry_run &&
      (event.action === entry.action || (event.action === 'finish' && entry.action === 'step')) &&
      Math.abs(Date.parse(event.at) - Date.parse(entry.created_at)) < TOGETHER_MS,
  );
