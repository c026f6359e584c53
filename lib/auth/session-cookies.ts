import "server-only";
import { cookies } from "next/headers";
import { addPerson, browserCookieName, type KnownBrowser, openBrowser, sealBrowser } from "./browser-cookie.ts";
import { cookieName, cookieNameFor, cookieOptions, cookieSeconds, readCookie, sealSession } from "./cookie.ts";
import { findSessionOwner } from "./data.ts";
import { ticketCookieName, ticketSeconds } from "./ticket.ts";

/** The content of the requesting browser's cookie. */
export async function requestBrowser(): Promise<KnownBrowser | null> {
  return openBrowser(readCookie(await cookies(), browserCookieName));
}

/** Gives the browser a session that has just begun, and remembers that its person signed in here. */
export async function setSessionCookies(sessionId: string, headers: Headers): Promise<void> {
  const jar = await cookies();
  const options = { ...cookieOptions(headers), maxAge: cookieSeconds };
  await removeCookie(cookieName, headers);
  jar.set(cookieNameFor(cookieName, headers), await sealSession(sessionId), options);
  const owner = await findSessionOwner(sessionId);
  if (owner && owner !== "SUSPENDED")
    jar.set(
      cookieNameFor(browserCookieName, headers),
      await sealBrowser(addPerson(await requestBrowser(), owner.person.id)),
      options,
    );
  await removeCookie(ticketCookieName, headers);
}

/** Removes a cookie with the prefix and without, where the request sent it. Browsers want the options with which it was set. */
export async function removeCookie(name: string, headers: Headers): Promise<void> {
  const jar = await cookies();
  for (const each of new Set([name, cookieNameFor(name, headers)]))
    if (jar.has(each)) jar.set(each, "", { ...cookieOptions(headers), maxAge: 0 });
}

/** Between the two steps of a sign-in. */
export async function setTicketCookie(ticket: string, headers: Headers): Promise<void> {
  (await cookies()).set(cookieNameFor(ticketCookieName, headers), ticket, {
    ...cookieOptions(headers),
    maxAge: ticketSeconds,
  });
}

export const requestTicket = async (): Promise<string | undefined> => readCookie(await cookies(), ticketCookieName);
