import { answerPartner, isPartnerPath } from "#lib/api/partner-route.ts";
import { answerRead } from "#lib/api/read-route.ts";
import { answerWrite } from "#lib/api/write-route.ts";
import { apiRoot } from "#lib/press/canonical.ts";
import { isRendering } from "#lib/press/context.ts";
import { requestPath } from "#lib/press/request-path.ts";

export const dynamic = "force-dynamic";

function withKey(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(apiRoot.length);
  return isPartnerPath(path) ? answerPartner(request, path) : answerWrite(request, path);
}

/** What readers may get is rendered for the press, for everybody; all else needs a key. */
export const GET = (request: Request): Promise<Response> =>
  isRendering() ? answerRead(request, requestPath(request).slice(apiRoot.length)) : withKey(request);

export const POST = withKey;
export const PUT = withKey;
export const PATCH = withKey;
export const DELETE = withKey;

/** Pages of other sites may read, with conditions of their own. They may not write: a key is not for browsers. */
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
