import { Failure, type FailureCode } from '../../common/failure.js';
import type { RolloutRecord } from './rollout-record.js';
import type { CheckedPayload, RefusedBecause, RolloutOutcome } from './rollout-rules.js';

type Refusal = readonly [code: FailureCode, sentence: (version: string) => string];

const REFUSALS: Readonly<Record<RefusedBecause, Refusal>> = {
  not_validated: [
    'policy_not_validated',
    (version) => `${version} was not validated, or not found valid: validate it first.`,
  ],
  nothing_to_fall_back_to: [
    'policy_nothing_to_fall_back_to',
    (version) => `${version} has nothing to fall back to: no other version is known to be healthy.`,
  ],
  already_everywhere: ['policy_already_everywhere', (version) => `${version} is what everybody runs already.`],
  nothing_active: ['policy_nothing_to_fall_back_to', () => 'No version is active.'],
  payload_replaced: [
    'policy_payload_changed',
    (version) => `Another payload of ${version} was validated since it was rolled out: promote it again.`,
  ],
  no_canary: ['policy_nothing_to_fall_back_to', () => 'Nothing is being rolled out.'],
};

/** The record that a rule came to. @throws Failure policy_* with the rule's reason when it refused */
export function applied(outcome: RolloutOutcome, version: string): RolloutRecord {
  if (outcome.kind === 'applied') return outcome.next;
  const [code, sentence] = REFUSALS[outcome.because];
  throw new Failure(code, `${sentence(version)} Nothing was changed.`);
}

/** What a payload that may not be activated is refused with; every finding that forbids it is a field. */
export function invalidPolicy(version: string, { error, findings }: CheckedPayload): Failure {
  const forbidding = findings.filter(({ kind }) => kind !== 'without_effect');
  const fields = forbidding.map(({ path, message }) => ({ field: path || 'payload', problem: message }));
  return new Failure('policy_invalid', `${version} cannot be activated. ${error ?? ''}`.trim(), { fields });
}
