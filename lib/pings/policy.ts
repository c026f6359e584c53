const minute = 60_000;

/** After so many tries nobody waits for it any more: about a day and a half after it happened. */
export const maxAttempts = 12;

/** ms until the next try: 1, 2, 4 … minutes, eight hours at most. */
export const waitAfter = (tries: number): number => Math.min(2 ** (tries - 1), 8 * 60) * minute;

/** A node that died while it was telling is followed by another after so many ms. */
export const claimedFor = 5 * minute;
