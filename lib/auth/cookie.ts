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
  for (const part of headers.cookie?.split(";") ?? []) {
    const [name, value] = part.split("=", 2);
    if (name?.trim() === cookieName && value) return openSession(decodeURIComponent(value.trim()));
  }
  return Promise.resolve(null);
}
