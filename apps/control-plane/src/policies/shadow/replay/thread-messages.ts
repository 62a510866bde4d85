import type { LaravelTrace } from '@app/contracts';
import type { ReplayComparison } from '@app/smtp-policy';
import type { ReplayPlan } from './replay-job.js';

/** What the thread is asked. */
export type ReplayRequest =
  | { readonly kind: 'add'; readonly traces: readonly LaravelTrace[] }
  | { readonly kind: 'compare'; readonly plan: ReplayPlan };

/** What it answers: one `added` or `compared` to each request, and `progressed` in between. */
export type ReplayAnswer =
  | { readonly kind: 'added' }
  | { readonly kind: 'progressed'; readonly replayed: number }
  | { readonly kind: 'compared'; readonly comparisons: readonly ReplayComparison[] };
