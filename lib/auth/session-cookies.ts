import "server-only";
import { cookies } from "next/headers";
import { addPerson, browserCookieName, type KnownBrowser, openBrowser, sealBrowser } from "./browser-cookie.ts";
import { cookieName, cookieOptions, cookieSeconds, sealSession } from "./cookie.ts";
import { findActorBySession } from "./data.ts";

/** The content of the requesting browser's cookie. */
export async function requestBrowser(): Promise<KnownBrowser | null> {
  return openBrowser((await cookies()).get(browserCookieName)?.value);
}

/** Gives the browser a session that has just begun, and remembers that its person signed in here. */
export async function setSessionCookies(sessionId: string, headers: Headers): Promise<void> {
  const jar = await cookies();
  const options = { ...cookieOptions(headers), maxAge: cookieSeconds };
  jar.set(cookieName, await sealSession(sessionId), options);
  const actor = await findActorBySession(sessionId);
  if (actor && actor !== "SUSPENDED")
    jar.set(browserCookieName, await sealBrowser(addPerson(await requestBrowser(), actor.id)), options);
}
