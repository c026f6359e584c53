// Which of two headlines a card shows, and what a test has shown. Pure. See docs/decisions/094-headline-tests-alternate.md.

export type HeadlineArm = "first" | "second";

/** The page shows one headline for so long. */
export const sliceMs = 5 * 60_000;
/** At the beginning of a slice nothing is counted: readers may click on a page that they loaded before it. */
export const settlingMs = 60_000;

/** FNV-1a, 32 bits: a hash that is the same on every node and in every release. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Of each two slices one shows the first headline and one the second; a hash of the test decides their order. */
export function armAt(test: string, at: number): HeadlineArm {
  const slice = Math.floor(at / sliceMs);
  const isSwapped = (hashOf(`${test} ${Math.floor(slice / 2)}`) & 1) === 1;
  return (slice % 2 === 1) === isSwapped ? "first" : "second";
}

/** When the headline may change next. */
export const sliceEnd = (at: number): number => (Math.floor(at / sliceMs) + 1) * sliceMs;

/** The headline to which a view or a click at this minute belongs; null while readers may still have the page before. */
export const countedArm = (test: string, at: number): HeadlineArm | null =>
  at % sliceMs < settlingMs ? null : armAt(test, at);

export type TestCounts = { firstViews: number; firstClicks: number; secondViews: number; secondClicks: number };

/** Fewer views of a headline than these prove nothing. */
const minViews = 200;
/** Standard errors between the two shares: 95 in 100 differences by chance are smaller. */
const minDistance = 1.96;

/** The headline that was clicked more often, if that is hardly chance (a test of two proportions); null while it may be. */
export function winnerOf({ firstViews, firstClicks, secondViews, secondClicks }: TestCounts): HeadlineArm | null {
  if (Math.min(firstViews, secondViews) < minViews) return null;
  const [first, second] = [firstClicks / firstViews, secondClicks / secondViews];
  const both = (firstClicks + secondClicks) / (firstViews + secondViews);
  const error = Math.sqrt(both * (1 - both) * (1 / firstViews + 1 / secondViews));
  if (!(error > 0) || Math.abs(first - second) / error < minDistance) return null;
  return first > second ? "first" : "second";
}
