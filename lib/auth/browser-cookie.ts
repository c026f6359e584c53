import { decode, encode } from "next-auth/jwt";
import { isId, newId } from "../ids.ts";
import { secret } from "../process.ts";
import { cookieSeconds } from "./cookie.ts";

export const browserCookieName = "galley.browser";

/**
 * The people who have signed in with a browser before. Failed guesses from elsewhere do not lock it out of their accounts; it
 * gives no access by itself.
 */
export type KnownBrowser = { readonly id: string; readonly people: readonly string[] };

/** The number of people that one browser remembers: computers in a newsroom are shared. */
const maxPeople = 8;
/** Distinguishes this cookie from that of a session, so that neither is accepted as the other. */
const salt = "galley known browser";

export const addPerson = (browser: KnownBrowser | null, personId: string): KnownBrowser => ({
  id: browser?.id ?? newId(),
  people: [personId, ...(browser?.people ?? []).filter((id) => id !== personId)].slice(0, maxPeople),
});

export const sealBrowser = ({ id, people }: KnownBrowser): Promise<string> =>
  encode({ token: { browser: id, people }, secret: secret(), salt, maxAge: cookieSeconds });

/** Null for a cookie that is not ours, was changed or is too old. */
export async function openBrowser(cookie: string | undefined): Promise<KnownBrowser | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: secret(), salt });
    const people: unknown = token?.people;
    if (typeof token?.browser !== "string" || !isId(token.browser) || !Array.isArray(people)) return null;
    return { id: token.browser, people: people.filter((id) => typeof id === "string") };
  } catch {
    return null;
  }
}
