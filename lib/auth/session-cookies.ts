import "server-only";
import { cookies } from "next/headers";
import { addPerson, browserCookieName, type KnownBrowser, openBrowser, sealBrowser } from "./browser-cookie.ts";
import { cookieName, cookieOptions, cookieSeconds, sealSession } from "./cookie.ts";
import { findSessionOwner } from "./data.ts";
import { ticketCookieName, ticketSeconds } from "./ticket.ts";

/** The content of the requesting browser's cookie. */
export async function requestBrowser(): Promise<KnownBrowser | null> {
  return openBrowser((await cookies()).get(browserCookieName)?.value);
}

/** Gives the browser a session that has just begun, and remembers that its person signed in here. */
export async function setSessionCookies(sessionId: string, headers: Headers): Promise<void> {
  const jar = await cookies();
  const options = { ...cookieOptions(headers), maxAge: cookieSeconds };
  jar.set(cookieName, await sealSession(sessionId), options);
  const owner = await findSessionOwner(sessionId);
  if (owner && owner !== "SUSPENDED")
    jar.set(browserCookieName, await sealBrowser(addPerson(await requestBrowser(), owner.person.id)), options);
  if (jar.has(ticketCookieName)) jar.delete(ticketCookieName);
}

/** Between the two steps of a sign-in. */
export async function setTicketCookie(ticket: string, headers: Headers): Promise<void> {
  (await cookies()).set(ticketCookieName, ticket, { ...cookieOptions(headers), maxAge: ticketSeconds });
}

export const requestTicket = async (): Promise<string | undefined> => (await cookies()).get(ticketCookieName)?.value;
