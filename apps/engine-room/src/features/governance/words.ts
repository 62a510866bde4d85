import {
  IconAlertHexagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconHandStop,
  IconHourglass,
  IconPlayerStop,
} from '@tabler/icons-react';
import type {
  CanaryMeasure,
  ModeSource,
  PolicyFinding,
  ProviderMode,
  RolloutAction,
  ShadowRunState,
  VerdictWord,
} from '@app/contracts';
import type { Look } from '../../ui/look';
import type { Tone } from '../../ui/tone';

/** What a mode means to a worker (worker contract, sections 5 and 6.4). */
export const MODE_EFFECT: Readonly<Record<ProviderMode, string>> = {
  normal: 'Probes as its policy says. Set by hand, it also keeps auto-protect and the autopilot out.',
  cautious: 'Probes more slowly, where Laravel has a provider policy for the domain; elsewhere as normal.',
  degraded_probe: 'Only workers of a trusted tier probe, slowly. All others answer “risky” without asking.',
  drain: 'Nobody asks this provider: every address is answered as risky.',
  quarantine: 'For a worker the same as drain; says that it is meant to last.',
};

export const stopsProbing = (mode: ProviderMode): boolean => mode === 'drain' || mode === 'quarantine';

export const SOURCE_WORDS: Readonly<Record<ModeSource, string>> = {
  manual: 'set by hand',
  autoprotect: 'auto-protect',
  autopilot: 'canary autopilot',
  pool_profile: 'pool profile',
  default: 'nobody decided',
};

type Validation = 'pending' | 'valid' | 'invalid';

export const VALIDATION_LOOK: Readonly<Record<Validation, Look>> = {
  valid: { label: 'valid', tone: 'ok', icon: IconCircleCheck },
  invalid: { label: 'invalid', tone: 'bad', icon: IconAlertHexagon },
  pending: { label: 'not checked', tone: 'quiet', icon: IconCircleDashed },
};

export const FINDING_WORDS: Readonly<
  Record<
    PolicyFinding['kind'],
    { readonly one: string; readonly many: string; readonly meaning: string; readonly tone: Tone }
  >
> = {
  invalid: { one: 'error', many: 'errors', meaning: 'Laravel’s own checks refuse it too.', tone: 'bad' },
  unreadable: {
    one: 'unreadable value',
    many: 'unreadable values',
    meaning: 'Laravel lets it pass, but a worker refuses the whole payload for it.',
    tone: 'bad',
  },
  without_effect: {
    one: 'value without effect',
    many: 'values without effect',
    meaning: 'A worker ignores it; the payload can be used.',
    tone: 'warn',
  },
};

export const FINDING_KINDS = [
  'invalid',
  'unreadable',
  'without_effect',
] as const satisfies readonly PolicyFinding['kind'][];

export const VERDICT_MEANING: Readonly<Record<VerdictWord, string>> = {
  pass: 'surely not worse than allowed',
  fail: 'surely worse than allowed',
  hold: 'not enough is known to tell',
};

export const MEASURE_WORDS: Readonly<Record<CanaryMeasure, string>> = {
  unknown_rate: 'Unknown',
  tempfail_rate: 'Tempfail',
  policy_blocked_rate: 'Policy blocked',
};

export const ACTION_WORDS: Readonly<Record<RolloutAction, string>> = {
  validate: 'validated',
  promote: 'promoted',
  step: 'widened',
  rollback: 'rolled back',
};

export const RUN_LOOK: Readonly<Record<ShadowRunState, Look>> = {
  running: { label: 'running', tone: 'accent', icon: IconHourglass },
  done: { label: 'done', tone: 'ok', icon: IconCircleCheck },
  cancelled: { label: 'cancelled', tone: 'quiet', icon: IconPlayerStop },
  failed: { label: 'failed', tone: 'bad', icon: IconAlertHexagon },
};

export const GATE_LOOK = {
  open: { label: 'gate open', tone: 'ok', icon: IconCircleCheck },
  warn: { label: 'gate warns', tone: 'warn', icon: IconAlertTriangle },
  closed: { label: 'gate closed', tone: 'bad', icon: IconHandStop },
} as const satisfies Readonly<Record<string, Look>>;
