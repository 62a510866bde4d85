import type { WorkerHint } from '../form/draft';

export const STEPS = ['server', 'bundle', 'install', 'verify'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  server: 'Server',
  bundle: 'Bundle',
  install: 'Install',
  verify: 'Verify',
};

/** Where somebody is in the wizard. */
export interface WizardPlace {
  readonly step: Step;
  /** The chosen server; null while none is. */
  readonly serverId: number | null;
  readonly mode: 'create' | 'existing';
  /** For which unregistered worker it was opened; null when for none. */
  readonly hint: WorkerHint | null;
}

/**
 * Reads a place from a URL's query, also from one of former links (contract, section 9.5): those named the server
 * `edit_server_id` or `bundle_server_id`, and said `verification=checked` for the last step.
 */
export function wizardPlaceOf(query: URLSearchParams): WizardPlace {
  const serverId =
    idOf(query.get('server_id')) ?? idOf(query.get('edit_server_id')) ?? idOf(query.get('bundle_server_id'));
  const step = STEPS.find((known) => known === query.get('step')) ?? impliedStep(query, serverId);
  return {
    step: serverId === null ? 'server' : step,
    serverId,
    mode: serverId !== null || query.get('mode') === 'existing' ? 'existing' : 'create',
    hint: hintIn(query),
  };
}

function impliedStep(query: URLSearchParams, serverId: number | null): Step {
  if (serverId === null) return 'server';
  return query.get('verification') === 'checked' ? 'verify' : 'bundle';
}

function hintIn(query: URLSearchParams): WorkerHint | null {
  const workerId = query.get('worker_id') ?? '';
  const host = query.get('worker_host') ?? '';
  const ip = query.get('worker_ip') ?? '';
  return workerId || host || ip ? { workerId, host, ip } : null;
}

function idOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** The URL of a step for a server. */
export const stepPlace = (step: Step, serverId: number): string => `/provisioning?step=${step}&server_id=${serverId}`;

/** The URL of the first step, to choose a server or to describe a new one; a worker's hint stays. */
export function modePlace(mode: 'create' | 'existing', hint: WorkerHint | null): string {
  const query = new URLSearchParams({ mode });
  if (hint?.workerId) query.set('worker_id', hint.workerId);
  if (hint?.host) query.set('worker_host', hint.host);
  if (hint?.ip) query.set('worker_ip', hint.ip);
  return `/provisioning?${query.toString()}`;
}
