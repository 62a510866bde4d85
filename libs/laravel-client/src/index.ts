export { isAgentSafeService } from './agent-safe-text.js';
export type { LaravelServerList } from './answers/server-answers.js';
export type { BreakerState } from './gate.js';
export type { Copied, Freshness } from './kept-list.js';
export type { CallContext, LaravelClientOptions, LaravelTarget } from './laravel-client-options.js';
export { LaravelClient, type CommandWish } from './laravel-client.js';
export { LaravelClientModule, type LaravelClientFactory } from './laravel-client.module.js';
export { LaravelError } from './laravel-error.js';
export type { LaravelErrorFacts, LaravelErrorKind, LaravelFieldProblem } from './laravel-error.js';
export { LaravelLists } from './laravel-lists.js';
export { LaravelTraffic } from './laravel-traffic.js';
export type {
  LaravelAction,
  LaravelAttempt,
  LaravelSide,
  LaravelTrafficFigures,
  StatusClass,
  UnsentReason,
} from './laravel-traffic.js';
export type { ClaimProbe } from './probe/judge-probe.js';
