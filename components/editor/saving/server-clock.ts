/** Milliseconds by which the server's clock is ahead of this computer's, measured with the last response. */
let offset = 0;

/** @param at the time of the server's response, which has just arrived */
export function noteServerTime(at: string): void {
  offset = Date.parse(at) - Date.now();
}

/** The time by the server's clock, for suggestions; the server corrects times that are far off. */
export const serverNow = (): number => Date.now() + offset;
