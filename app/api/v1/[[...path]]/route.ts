import { problemType } from "#lib/api/problem.ts";
import { answerRead } from "#lib/api/read-route.ts";
import { apiRoot } from "#lib/press/canonical.ts";
import { isRendering } from "#lib/press/context.ts";
import { requestPath } from "#lib/press/request-path.ts";

export const dynamic = "force-dynamic";

const nothing = { type: "not-found", title: "There is no such address in the API", status: 404 };

/** Everything that readers may get. */
export async function GET(request: Request): Promise<Response> {
  if (isRendering()) return answerRead(request, requestPath(request).slice(apiRoot.length));
  return Response.json(nothing, { status: 404, headers: { "content-type": problemType, "cache-control": "no-store" } });
}

/** Pages of other sites may read, with conditions of their own. */
export const OPTIONS = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD",
      "access-control-allow-headers": "if-none-match",
      "access-control-max-age": "86400",
    },
  });
