import { expect, test } from "vitest";
import { kolmogorovSmirnov, mannWhitney } from "./two-samples.ts";

/** Evenly spread from `from`, in steps of one. */
const spread = (from: number, count = 200) => Array.from({ length: count }, (_, at) => from + at);

test("finds no difference between two samples that are alike", () => {
  expect(mannWhitney(spread(0), spread(0.5)).p).toBeGreaterThan(0.9);
  expect(kolmogorovSmirnov(spread(0), spread(0.5)).p).toBeGreaterThan(0.9);
});

test("finds a shift of a fifth of the spread", () => {
  expect(mannWhitney(spread(40), spread(0)).p).toBeLessThan(0.001);
  expect(mannWhitney(spread(40), spread(0)).larger).toBeGreaterThan(0.6);
  expect(kolmogorovSmirnov(spread(40), spread(0)).distance).toBeCloseTo(0.2);
  expect(kolmogorovSmirnov(spread(40), spread(0)).p).toBeLessThan(0.001);
});

// By hand: the ranks of the first are 1, 3, 5, 7 and 9, so U = 25 - 15 = 10 of 30, z = (10 - 15) / sqrt(30) = -0.913.
test("ranks a small sample as one does by hand", () => {
  const { p, larger } = mannWhitney([1.1, 2.2, 3.3, 4.4, 5.5], [2, 3, 4, 5, 6, 7]);
  expect(larger).toBeCloseTo(1 / 3);
  expect(p).toBeCloseTo(0.3613, 3);
});
