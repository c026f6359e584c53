// Two-sample tests: whether two lists of figures may come from the same distribution.

/** The share of the standard normal distribution beyond ±z (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function beyond(z: number): number {
  const x = Math.abs(z);
  const t = 1 / (1 + 0.2316419 * x);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 2 * tail * (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
}

/**
 * Mann-Whitney: whether the figures of one sample tend to be larger.
 * @returns the p-value, two-sided, by the normal approximation; and how often a figure of `a` is larger than one of `b`
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): { p: number; larger: number } {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))];
  all.sort((one, two) => one.value - two.value);
  let ranksOfA = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const rank = (from + 1 + to) / 2; // equal figures share the mean of their ranks
    for (let at = from; at < to; at++) if (all[at]?.isA) ranksOfA += rank;
    from = to;
  }
  const pairs = a.length * b.length;
  const u = ranksOfA - (a.length * (a.length + 1)) / 2;
  const deviation = Math.sqrt((pairs * (a.length + b.length + 1)) / 12);
  return { p: Math.min(1, beyond((u - pairs / 2) / deviation)), larger: u / pairs };
}

/** Kolmogorov-Smirnov: the largest distance of the two distributions, and its p-value by the asymptotic formula. */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): { p: number; distance: number } {
  const share = (sample: readonly number[], value: number) =>
    sample.filter((one) => one <= value).length / sample.length;
  const distance = Math.max(...[...a, ...b].map((value) => Math.abs(share(a, value) - share(b, value))));
  const size = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const lambda = (size + 0.12 + 0.11 / size) * distance;
  let p = 0;
  for (let k = 1; k <= 100; k++) p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * lambda * lambda);
  return { p: lambda < 0.3 ? 1 : Math.min(1, Math.max(0, p)), distance };
}
