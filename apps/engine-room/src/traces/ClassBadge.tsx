import { StatusBadge } from '../ui/StatusBadge';
import { lookOf } from './decision-class';

interface Props {
  /** Null: no reply came. */
  readonly of: string | null;
  /** Without the tinted ground, for use inside dense tables. */
  readonly isPlain?: boolean;
}

/** What a reply was decided to mean, as icon, word and colour. */
export function ClassBadge({ of, isPlain = false }: Props) {
  return <StatusBadge {...lookOf(of)} isPlain={isPlain} />;
}
