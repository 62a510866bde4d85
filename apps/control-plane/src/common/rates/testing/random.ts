/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** In 0..1, 1 excluded. */
  next(): number;
  /** Around 0 with standard deviation 1. */
  normal(): number;
  /** How many of `trials` hit, each with `chance`. */
  hits(trials: number, chance: number): number;
  between(low: number, high: number): number;
}

/** Mulberry32: small, fast, and good enough to draw addresses. */
export function randomOf(seed: number): Random {
  let state = (seed * 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  let spare: number | null = null;
  const normal = () => {
    const kept = spare;
    spare = null;
    if (kept !== null) return kept;
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - next())), 2 * Math.PI * next()];
    spare = radius * Math.sin(angle); // Box and Muller draw two at once
    return radius * Math.cos(angle);
  };
  const hits = (trials: number, chance: number): number => {
    if (chance > 0.5) return trials - hits(trials, 1 - chance);
    const spread = trials * chance * (1 - chance);
    if (spread <= 9) return inverted(next(), trials, chance);
    const drawn = Math.round(trials * chance + Math.sqrt(spread) * normal());
    return Math.min(trials, Math.max(0, drawn));
  };
  return { next, normal, hits, between: (low, high) => low + (high - low) * next() };
}

/** The number of hits below which `share` of the binomial distribution lies. */
function inverted(share: number, trials: number, chance: number): number {
  const odds = chance / (1 - chance);
  let [count, probability] = [0, (1 - chance) ** trials];
  for (let left = share - probability; left > 0 && count < trials; left -= probability) {
    count += 1;
    probability *= (odds * (trials - count + 1)) / count;
  }
  return count;
}
