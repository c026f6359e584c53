import "server-only";
import { failure } from "../result.ts";
import { readBody, refuse } from "../route.ts";
import { stopMail } from "./choice-mutations.ts";

/**
 * The one request with which a mail program stops a kind of mail (RFC 8058): no cookie, no page, no redirect. The form of
 * our own page names itself, and gets a page.
 */
export async function receiveUnsubscribe(request: Request, token: string): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    const isFromPage = (await readBody(request, 10_000)).toString("latin1") === "from=page";
    await stopMail(token);
    return isFromPage
      ? new Response(null, { status: 303, headers: { ...headers, location: `/unsubscribe/${token}?done=1` } })
      : new Response("You will no longer get mail about this.\n", { headers });
  } catch (error) {
    const problem = failure(error, "unsubscribe");
    return problem.code === "LINK_GONE"
      ? new Response("This address is not valid. Choose which mail you get under Your account.\n", {
          status: 404,
          headers,
        })
      : refuse(problem);
  }
}
