import { decode, encode } from "next-auth/jwt";
import { isId } from "../ids.ts";
import { secret } from "../process.ts";
import { publicHost } from "../site-origin.ts";

export const cookieName = "galley.session";

/**
 * The longest that browsers keep a cookie (400 days). A session ends at the time in its row, which use postpones;
 * so only the response to a sign-in sets a cookie.
 */
export const cookieSeconds = 400 * 24 * 60 * 60;

/** Over https the cookie must not travel in the clear; on a bare machine over http it has to. */
export const isSecure = (headers: Headers): boolean => publicHost(headers).proto === "https";

/**
 * Over https a cookie gets a prefix with which browsers accept it only from this host, over https, for all its paths:
 * neither another host of the same domain nor a network without encryption can set or replace it.
 */
export const cookieNameFor = (name: string, headers: Headers): string => (isSecure(headers) ? `__Host-${name}` : name);

/** The value of a cookie with or without the prefix: sessions from before the site had https go on. */
export const readCookie = (
  jar: { get(name: string): { value: string } | undefined },
  name: string,
): string | undefined => (jar.get(`__Host-${name}`) ?? jar.get(name))?.value;

export const cookieOptions = (headers: Headers) =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(headers) }) as const;

/** The cookie's value: an encrypted token that contains only the id of the session row. */
export function sealSession(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: secret(), maxAge: cookieSeconds });
}

/** The id of the session row, or null for a cookie that is not ours, was changed or is too old. */
export async function openSession(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: secret() });
    return typeof token?.sid === "string" && isId(token.sid) ? token.sid : null;
  } catch {
    return null;
  }
}

/** The session id from the headers of a request that did not come through Next (an event stream, a socket). */
export function sessionOfHeaders(headers: { cookie?: string | undefined }): Promise<string | null> {
  const jar = new Map<string, { value: string }>();
  for (const part of headers.cookie?.split(";") ?? []) {
    const [name = "", value = ""] = part.split("=", 2);
    if (!jar.has(name.trim())) jar.set(name.trim(), { value: value.trim() });
  }
  const value = readCookie(jar, cookieName);
  return value ? openSession(decodeURIComponent(value)) : Promise.resolve(null);
}
