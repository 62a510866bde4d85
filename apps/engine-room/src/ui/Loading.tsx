import { Skeleton } from '@mantine/core';

interface Props {
  /** What is waited for: `Reading the servers`. */
  readonly label: string;
  /** About as high, in pixels, as what will stand here, so that nothing jumps. */
  readonly height: number;
  readonly className?: string | undefined;
}

/** Holds the place of what is not here yet. */
export function Loading({ label, height, className }: Props) {
  return (
    <div role="status" className={className}>
      <span className="visually-hidden">{label}</span>
      <Skeleton height={height} />
    </div>
  );
}
