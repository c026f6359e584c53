import type { NextRequest } from "next/server";
import { answerPage } from "#components/site/answer-page.tsx";
import { searchHead } from "#components/site/page-head.ts";
import { SearchPage } from "#components/site/search-page.tsx";
import { requestPath } from "#lib/press/request-path.ts";
import { loadSiteChrome } from "#lib/reading/site-chrome-loaders.ts";
import { loadSearch } from "#lib/search/loaders.ts";

export async function GET(request: NextRequest) {
  const view = await loadSearch(requestPath(request), Object.fromEntries(request.nextUrl.searchParams));
  return answerPage({
    chrome: await loadSiteChrome(),
    head: searchHead(view.asked.q, view),
    sheets: ["search"],
    isSearch: true, // the page has a larger field than the masthead's
    children: <SearchPage view={view} />,
  });
}
