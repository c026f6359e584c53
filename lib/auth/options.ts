import type { AuthOptions } from "next-auth";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { secret } from "../process.ts";
import { signInAtOnce } from "./at-once-mutations.ts";
import { deviceOf } from "./caller.ts";
import { cookieName, cookieNameFor, cookieOptions, cookieSeconds } from "./cookie.ts";
import { findActorBySession } from "./data.ts";
import { endSession, signInWithLink } from "./mutations.ts";
import { safeNext, signInAtOnceSchema, tokenSchema } from "./schema.ts";
import { requestBrowser } from "./session-cookies.ts";

/** next-auth shows an error's message to the browser: codes only. */
async function sessionUser(signIn: () => Promise<string>): Promise<{ id: string }> {
  try {
    return { id: await signIn() };
  } catch (error) {
    if (error instanceof DomainError) throw new Error(error.code);
    log.error({ error }, "sign-in: unhandled error");
    throw new Error("UNEXPECTED");
  }
}

/**
 * The settings of next-auth for one request. Its "user" is a session row: the token holds the id of that row and
 * nothing else, and each request reads its person again.
 */
export function authOptions(headers: Headers): AuthOptions {
  const secure = cookieOptions(headers).secure;
  return {
    secret: secret(),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: cookieSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: { name: cookieNameFor(cookieName, headers), options: cookieOptions(headers) } },
    providers: [
      {
        id: "password",
        name: "Password",
        type: "credentials",
        credentials: {},
        authorize: (given) =>
          sessionUser(async () => {
            const parsed = signInAtOnceSchema.safeParse(given);
            if (!parsed.success) throw new DomainError("WRONG_PASSWORD");
            return signInAtOnce(parsed.data, deviceOf(headers), await requestBrowser());
          }),
      },
      {
        id: "link",
        name: "One-time link",
        type: "credentials",
        credentials: {},
        authorize: (given) =>
          sessionUser(() => {
            const parsed = tokenSchema.safeParse(given);
            if (!parsed.success) throw new DomainError("LINK_GONE");
            return signInWithLink(parsed.data.token, deviceOf(headers));
          }),
      },
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) =>
        baseUrl + safeNext(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: async ({ session, token }) => {
        const actor = typeof token.sid === "string" ? await findActorBySession(token.sid) : null;
        if (!actor || typeof actor === "string") return { expires: new Date(0).toISOString() };
        return { ...session, user: { name: actor.name, email: actor.email } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await endSession(token.sid);
      },
    },
    logger: {
      error: (code) => log.warn({ code }, "next-auth reported an error"),
      warn: () => {},
      debug: () => {},
    },
  };
}
