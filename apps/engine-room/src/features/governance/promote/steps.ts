import { ROLLOUT_STEPS, type RolloutView } from '@app/contracts';

export interface StepChoices {
  readonly choices: readonly number[];
  /** Why not all of them; null when it is all of them. */
  readonly because: string | null;
}

/** The percentages a version can be rolled out to. A part needs something that the others stay on. */
export function stepsFor(
  { stable_version: stable }: Pick<RolloutView, 'stable_version'>,
  version: string,
): StepChoices {
  if (stable === null) {
    return {
      choices: [100],
      because: 'The first version goes to everybody: there is no other one yet that the rest could stay on.',
    };
  }
  if (stable === version) {
    return { choices: [100], because: 'It is what everybody outside a canary runs, so that it can only go to all.' };
  }
  return { choices: ROLLOUT_STEPS, because: null };
}

/** What is proposed: the next step of a rollout under way, else the smallest that tells something. */
export function firstStep(rollout: RolloutView, version: string): number {
  const { choices } = stepsFor(rollout, version);
  const isUnderWay = rollout.state === 'canary' && rollout.active_version === version;
  const wanted = isUnderWay ? (rollout.next_percent ?? 100) : (choices[0] ?? 100);
  return choices.includes(wanted) ? wanted : (choices[0] ?? 100);
}
