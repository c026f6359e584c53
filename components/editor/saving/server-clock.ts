/** Milliseconds by which the server's clock is ahead of this computer's, as far as the last answer tells. */
let offset = 0;

/** @param at the instant at which the server answered, a moment ago */
export function noteServerTime(at: string): void {
  offset = Date.parse(at) - Date.now();
}

/** The time by the server's clock: suggestions carry it, and the server puts its own under those that are far off. */
export const serverNow = (): number => Date.now() + offset;
