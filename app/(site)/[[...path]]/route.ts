import type { NextRequest } from "next/server";
import { renderPage } from "#components/site/page-table.tsx";
import { isRendering } from "#lib/press/context.ts";
import { requestPath } from "#lib/press/request-path.ts";
import { loadPage } from "#lib/reading/page-loaders.ts";
import { loadSiteChrome } from "#lib/reading/site-chrome-loaders.ts";

export const dynamic = "force-dynamic";

const plainText = { "content-type": "text/plain; charset=utf-8" };

/** Every public address but feeds, the search and forms. */
export async function GET(request: NextRequest) {
  // Next sends every address here that no other route has, such as /sign-in/a/b.
  if (!isRendering()) return new Response("There is no page at this address.\n", { status: 404, headers: plainText });
  const page = await loadPage(requestPath(request), request.nextUrl.searchParams.get("page") ?? undefined);
  return renderPage(page, await loadSiteChrome());
}
