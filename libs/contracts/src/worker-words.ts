/** What a worker may be told to be, and what it may say it is. Lower case only. */
export const DESIRED_STATES = ['running', 'paused', 'draining', 'stopped'] as const;
export type DesiredState = (typeof DESIRED_STATES)[number];

/** The only providers the fleet distinguishes. */
export const PROVIDERS = ['generic', 'gmail', 'microsoft', 'yahoo'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** What an operator, or an automatic action, can do to a worker's runtime. Never touches a host process. */
export const WORKER_ACTIONS = ['pause', 'resume', 'drain', 'quarantine', 'unquarantine'] as const;
export type WorkerAction = (typeof WORKER_ACTIONS)[number];

/**
 * Whether we hear from a worker. `live`: its last beat is younger than the heartbeat time-to-live; `late`: older than
 * that, within the grace before it counts as offline; `silent`: older than the grace.
 */
export const PRESENCES = ['live', 'late', 'silent'] as const;
export type Presence = (typeof PRESENCES)[number];
