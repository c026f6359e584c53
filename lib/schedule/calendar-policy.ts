// The secret address of a person's calendar.
import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "../ids.ts";
import { secret } from "../process.ts";

const signatureOf = (personId: string, series: number): string =>
  createHmac("sha256", secret()).update(`galley calendar ${personId} ${series}`).digest("base64url");

/** @param series of the person: another number makes another address */
export const calendarToken = (personId: string, series: number): string =>
  `${personId}.${signatureOf(personId, series)}`;

/** Whose calendar a token asks for; null for what is no token. Whether it holds is for `isCalendarToken`. */
export function personOfToken(token: string): string | null {
  const id = token.split(".")[0] ?? "";
  return isId(id) ? id : null;
}

export function isCalendarToken(token: string, personId: string, series: number): boolean {
  const [given, ours] = [Buffer.from(token), Buffer.from(calendarToken(personId, series))];
  return given.length === ours.length && timingSafeEqual(given, ours);
}
