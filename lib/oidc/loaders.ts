import "server-only";
import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import * as z from "zod";
import { deviceOf } from "../auth/caller.ts";
import { cookieOptions, isSecure } from "../auth/cookie.ts";
import { flowCookieName, flowSeconds, openFlow, sealFlow } from "../auth/provider-flow.ts";
import { safeNext } from "../auth/schema.ts";
import { requestBrowser, setSessionCookies, setTicketCookie } from "../auth/session-cookies.ts";
import { log } from "../log.ts";
import { settings } from "../process.ts";
import { siteOrigin } from "../site-origin.ts";
import { signInWithProvider, spendAttempt } from "./mutations.ts";
import { type ProviderProblem, ProviderRefusal } from "./problems.ts";
import { beginAtProvider, callbackPath, finishAtProvider } from "./provider.ts";

/** Where a tab ends that was opened to sign in again beside unsaved text. */
const signedInPage = "/desk/signed-in";
const beginSchema = z.object({
  next: z.string().optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  fresh: z.literal("1").optional().catch(undefined),
  tab: z.literal("1").optional().catch(undefined),
});

const leadTo = (address: string): Response =>
  new Response(null, { status: 303, headers: { location: address, "cache-control": "no-store" } });

const backToSignIn = (why: ProviderProblem, next: string): Response =>
  leadTo(`/sign-in?${new URLSearchParams({ problem: why, next })}`);

/** `GET /api/sign-in/oidc`: the button on the sign-in page. */
export async function beginSignIn(request: Request): Promise<Response> {
  if (!settings().oidc) return new Response("No sign-in provider is set up.\n", { status: 404 });
  const given = beginSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const next = given.tab ? signedInPage : safeNext(given.next);
  try {
    const begun = { next, personId: given.person ?? null, isFresh: given.fresh === "1" };
    const { address, flow } = await beginAtProvider(siteOrigin(request.headers), begun);
    (await cookies()).set(flowCookieName(flow.state, isSecure(request.headers)), await sealFlow(flow), {
      ...cookieOptions(request.headers),
      path: callbackPath,
      maxAge: flowSeconds,
    });
    return forward(address);
  } catch (error) {
    return backToSignIn(whyOf(error), next);
  }
}

/**
 * A page that leads to the provider. A redirect would not do: the button is a form, and a browser applies `form-action` of
 * the sign-in page to redirects as well.
 */
function forward(address: string): Response {
  const href = address.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  return new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${href}"><title>Sign in</title><p><a href="${href}">Continue to sign in</a></p></html>`,
    {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
      },
    },
  );
}

/** `GET /api/auth/callback/oidc`: where the provider sends the browser back to. */
export async function finishSignIn(request: Request): Promise<Response> {
  if (!settings().oidc) return new Response("No sign-in provider is set up.\n", { status: 404 });
  const query = new URL(request.url).search;
  const state = new URLSearchParams(query).get("state") ?? "";
  const jar = await cookies();
  const name = flowCookieName(state, isSecure(request.headers));
  const flow = await openFlow(jar.get(name)?.value, state);
  if (!flow) return backToSignIn("expired", "/desk");
  jar.set(name, "", { ...cookieOptions(request.headers), path: callbackPath, maxAge: 0 });
  try {
    await spendAttempt(createHash("sha256").update(`provider ${state}`).digest("hex"));
    const address = new URL(callbackPath + query, siteOrigin(request.headers));
    const identity = await finishAtProvider(address, flow);
    const entry = await signInWithProvider(identity, deviceOf(request.headers), await requestBrowser(), flow.personId);
    if ("ticket" in entry) {
      await setTicketCookie(entry.ticket, request.headers);
      return leadTo(`/sign-in/code?next=${encodeURIComponent(flow.next)}`);
    }
    await setSessionCookies(entry.sessionId, request.headers);
    return leadTo(flow.next);
  } catch (error) {
    return backToSignIn(whyOf(error), flow.next);
  }
}

function whyOf(error: unknown): ProviderProblem {
  if (error instanceof ProviderRefusal) return error.why;
  log.error({ error }, "sign-in provider: unhandled error; the person sees a message");
  return "failed";
}
