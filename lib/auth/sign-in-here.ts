import "server-only";
import * as z from "zod";
import { DomainError } from "../errors.ts";
import { failure, invalid } from "../result.ts";
import { readBody, refuse } from "../route.ts";
import { isForeign } from "../site-origin.ts";
import { signInAtOnce } from "./at-once-mutations.ts";
import { deviceOf } from "./caller.ts";
import { signInWithPasskey } from "./passkey-mutations.ts";
import { passkeyProofSchema } from "./passkey-schema.ts";
import { passkeySiteOf } from "./passkey-site.ts";
import { signInAtOnceSchema } from "./schema.ts";
import { requestBrowser, setSessionCookies } from "./session-cookies.ts";

/** `personId`: the one whose story is open, so that nobody goes on with it as somebody else. */
const passkeyEntry = z.object({ passkey: passkeyProofSchema, personId: z.uuid().optional() });
const schema = z.union([passkeyEntry, signInAtOnceSchema]);

/**
 * Signs in without leaving the page, because a story with unsent words must not be reloaded. A route, because a server action
 * that sets a cookie renders the page again, and because the build may have changed meanwhile.
 */
export async function signInHere(request: Request): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const parsed = schema.safeParse(JSON.parse((await readBody(request, 20_000)).toString("utf8")));
    if (!parsed.success) return refuse(invalid(parsed.error));
    const device = deviceOf(request.headers);
    const browser = await requestBrowser();
    const given = parsed.data;
    const sessionId =
      "passkey" in given
        ? await signInWithPasskey(
            given.passkey,
            passkeySiteOf(request.headers),
            device,
            browser,
            given.personId ?? null,
          )
        : await signInAtOnce(given, device, browser);
    await setSessionCookies(sessionId, request.headers);
    return Response.json({ ok: true, data: null }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refuse(failure(error instanceof SyntaxError ? new DomainError("INVALID") : error, "sign-in"));
  }
}
