/** A session ends this long after it was last used. */
export const sessionDays = 30;

/** How long a link that is handed over can be used, in hours. An invitation sent on Friday is good after the weekend. */
export const linkHours = { SIGN_IN: 24, INVITATION: 7 * 24, RESET: 24 } as const;

export const freeFailures = { email: 5, ip: 50 } as const;

/** Failures that are older than this are forgotten, in milliseconds. */
export const forgetAfter = 24 * 60 * 60_000;

const firstWait = 60_000;
const longestWait = 15 * 60_000;

/**
 * Until when nobody may try again after this many failures: 1, 2, 4, 8, then 15 minutes after the last one. Null while
 * the next try is free. Fifteen minutes at most, so that locking out a colleague on purpose stays a nuisance.
 */
export function lockedUntil(kind: keyof typeof freeFailures, failures: number, lastFailure: Date): Date | null {
  const over = failures - freeFailures[kind];
  if (over < 0) return null;
  return new Date(lastFailure.getTime() + Math.min(firstWait * 2 ** Math.min(over, 10), longestWait));
}
