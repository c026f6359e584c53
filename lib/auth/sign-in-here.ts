import "server-only";
import { DomainError } from "../errors.ts";
import { failure, invalid } from "../result.ts";
import { readBody, refuse } from "../route.ts";
import { isForeign } from "../site-origin.ts";
import { signInAtOnce } from "./at-once-mutations.ts";
import { deviceOf } from "./caller.ts";
import { signInAtOnceSchema } from "./schema.ts";
import { requestBrowser, setSessionCookies } from "./session-cookies.ts";

/**
 * Signs in without leaving the page, because a story with unsent words must not be reloaded. A route, because a server action
 * that sets a cookie renders the page again, and because the build may have changed meanwhile.
 */
export async function signInHere(request: Request): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const parsed = signInAtOnceSchema.safeParse(JSON.parse((await readBody(request, 4_000)).toString("utf8")));
    if (!parsed.success) return refuse(invalid(parsed.error));
    const sessionId = await signInAtOnce(parsed.data, deviceOf(request.headers), await requestBrowser());
    await setSessionCookies(sessionId, request.headers);
    return Response.json({ ok: true, data: null }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refuse(failure(error instanceof SyntaxError ? new DomainError("INVALID") : error, "sign-in"));
  }
}
