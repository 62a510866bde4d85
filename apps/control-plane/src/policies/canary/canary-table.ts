import { type CanaryMeasure, PROVIDERS, type Provider } from '@app/contracts';
import { type Column, type SideColumns, total } from '../../common/rates/worker-spread.js';
import type { CanaryFigures, WorkBy } from './canary-ledger.js';
import type { Shifts } from './habit-shifts.js';
import { NOTHING, hitsOf, probedOf } from './tally.js';

/** Both sides of some providers: a column each, a place in it for each worker. */
export interface Sides {
  readonly cohort: SideColumns;
  readonly rest: SideColumns;
}

/** What both sides counted, as the comparison of rates wants it. Made when it is asked for. */
export class CanaryTable {
  private readonly made = new Map<string, { readonly cohort: Column; readonly rest: Column }>();

  constructor(private readonly figures: Pick<CanaryFigures, 'cohort' | 'rest' | 'habits'>) {}

  sidesOf(measure: CanaryMeasure, providers: readonly Provider[]): Sides {
    const columns = providers.map((provider) => this.columnsOf(measure, provider));
    return { cohort: columns.map(({ cohort }) => cohort), rest: columns.map(({ rest }) => rest) };
  }

  /** Providers of which each side has counted at least so much. */
  comparable(measure: CanaryMeasure, among: readonly Provider[], atLeast: number): Provider[] {
    return among.filter((provider) => {
      const { cohort, rest } = this.columnsOf(measure, provider);
      return Math.min(total(cohort.probed), total(rest.probed)) >= atLeast;
    });
  }

  private columnsOf(measure: CanaryMeasure, provider: Provider): { readonly cohort: Column; readonly rest: Column } {
    const key = `${measure} ${provider}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const { cohort, rest, habits } = this.figures;
    const column = (work: WorkBy) => columnOf(work, measure, provider, habits[measure]);
    const made = { cohort: column(cohort), rest: column(rest) };
    this.made.set(key, made);
    return made;
  }
}

export function probedBy(side: SideColumns): number {
  return side.reduce((sum, { probed }) => sum + total(probed), 0);
}

function columnOf(work: WorkBy, measure: CanaryMeasure, provider: Provider, shifts: Shifts): Column {
  const column: Column = {
    probed: new Float64Array(work.size),
    hits: new Float64Array(work.size),
    usual: new Float64Array(work.size),
  };
  const place = PROVIDERS.indexOf(provider);
  let worker = 0;
  for (const [workerId, tallies] of work) {
    const tally = tallies[provider] ?? NOTHING;
    const probed = probedOf(tally, measure);
    if (probed > 0) {
      column.probed[worker] = probed;
      column.hits[worker] = hitsOf(tally, measure);
      column.usual[worker] = probed * (shifts.get(workerId)?.[place] ?? 0);
    }
    worker += 1;
  }
  return column;
}
