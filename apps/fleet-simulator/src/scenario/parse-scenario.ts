import { PROVIDERS } from '@app/contracts';
import type { Scenario } from './scenario.js';

/** A scenario that cannot be played; the message names every fault and where it is. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

type Check = (value: unknown) => string | null;
interface Field {
  readonly check: Check;
  readonly optional?: true;
}

const seconds: Check = (value) =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value) ? null : 'must be a number of seconds, 0 or more';
const rate: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? null : 'must be a number from 0 to 1';
const provider: Check = (value) =>
  PROVIDERS.some((name) => name === value) ? null : `must be one of ${PROVIDERS.join(', ')}`;

function fieldsOf(workerIds: ReadonlySet<string>): Readonly<Record<string, Readonly<Record<string, Field>>>> {
  const worker: Check = (value) =>
    typeof value === 'string' && workerIds.has(value) ? null : `must be the id of a worker; ${String(value)} is none`;
  const workers: Check = (value) => {
    if (!Array.isArray(value) || value.length === 0) return 'must be a list of worker ids';
    return value.map(worker).find((problem) => problem !== null) ?? null;
  };
  return {
    provider_rate: {
      at_seconds: { check: seconds },
      provider: { check: provider },
      tempfail: { check: rate, optional: true },
      reject: { check: rate, optional: true },
      unknown: { check: rate, optional: true },
      over_seconds: { check: seconds, optional: true },
    },
    silence: { at_seconds: { check: seconds }, workers: { check: workers }, for_seconds: { check: seconds } },
    restart: { at_seconds: { check: seconds }, worker: { check: worker } },
  };
}

/**
 * Checks a scenario that somebody wrote.
 * @param value parsed JSON
 * @param workerIds the workers it may name
 * @throws ScenarioError
 */
export function parseScenario(value: unknown, workerIds: ReadonlySet<string>): Scenario {
  if (!Array.isArray(value)) throw new ScenarioError('A scenario is a list of steps');
  const fields = fieldsOf(workerIds);
  const problems = value.flatMap((step: unknown, index) => problemsOf(step, `step ${index}`, fields));
  if (problems.length > 0) throw new ScenarioError(['The scenario cannot be played:', ...problems].join('\n  '));
  return value as Scenario; // every step has just been checked, field by field
}

function problemsOf(step: unknown, where: string, fields: ReturnType<typeof fieldsOf>): readonly string[] {
  if (typeof step !== 'object' || step === null) return [`${where} must be an object`];
  const given = step as Readonly<Record<string, unknown>>;
  const known = Object.hasOwn(fields, String(given['what'])) ? fields[String(given['what'])] : undefined;
  if (known === undefined) return [`${where}.what must be one of ${Object.keys(fields).join(', ')}`];
  const wrong = Object.entries(known).flatMap(([name, { check, optional }]) => {
    if (given[name] === undefined) return optional ? [] : [`${where}.${name} is missing`];
    const problem = check(given[name]);
    return problem === null ? [] : [`${where}.${name} ${problem}`];
  });
  const unknown = Object.keys(given).filter((name) => name !== 'what' && !Object.hasOwn(known, name));
  const rates = ['tempfail', 'reject', 'unknown'];
  const idle = given['what'] === 'provider_rate' && !rates.some((name) => name in given);
  return [
    ...wrong,
    ...unknown.map((name) => `${where}.${name} is not known`),
    ...(idle ? [`${where} must name at least one of ${rates.join(', ')}`] : []),
  ];
}
