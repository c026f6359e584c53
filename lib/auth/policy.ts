/** A session ends this long after it was last used. */
export const sessionDays = 30;
/** A session ends this long after it began, however much it is used. */
export const maxSessionDays = 90;
/** A session that began with a provider ends after a day, so that the provider decides each day who may come in. In milliseconds. */
export const providerSessionMs = 24 * 60 * 60_000;

/** How long a link is valid, in hours. An invitation sent on Friday is still valid after the weekend. */
export const linkHours = { SIGN_IN: 24, INVITATION: 7 * 24, RESET: 24, EMAIL: 24, EMAIL_STOP: 7 * 24 } as const;

/** For links that people ask for themselves on the sign-in page. */
export const ownResetHours = 1;
/** Mails with such a link to one person within that time, at most. */
export const maxOwnResets = 5;

/**
 * Failed sign-ins before a wait begins, by what they are counted under. A browser that signed in to the account before is
 * counted by itself. Everybody else is counted by account and network, by network over all accounts, and by account over
 * all networks: that ceiling is for guesses that come from everywhere at once, and no single network can reach it. Codes of a
 * second factor are counted by account: only somebody who has the password can guess them.
 */
export const freeFailures = { browser: 5, pair: 5, code: 5, network: 50, account: 300 } as const;
export type AttemptKind = keyof typeof freeFailures;

/** Failures that are older than this do not count, in milliseconds. */
export const forgetAfter = 24 * 60 * 60_000;
/** One failure of an account is forgotten each time that this passes, so that a slow trickle never reaches the ceiling. */
const accountLeakMs = forgetAfter / freeFailures.account;

const firstWait = 60_000;
const maxWait = 15 * 60_000;

/** How many of the stored failures still count. */
export function countedFailures(kind: AttemptKind, failures: number, lastFailure: Date, now: Date): number {
  // Somebody who waited for the row read the clock before the failure that is in it.
  const age = Math.max(0, now.getTime() - lastFailure.getTime());
  if (age > forgetAfter) return 0;
  return kind === "account" ? Math.max(0, failures - Math.floor(age / accountLeakMs)) : failures;
}

/** Until when nobody may try again after this many failures: 1, 2, 4, 8, then 15 minutes after the last one. Null while the next try is free. */
export function lockedUntil(kind: AttemptKind, failures: number, lastFailure: Date): Date | null {
  const over = failures - freeFailures[kind];
  if (over < 0) return null;
  return new Date(lastFailure.getTime() + Math.min(firstWait * 2 ** Math.min(over, 10), maxWait));
}
