import type { NextRequest } from "next/server";
import { answerPage } from "#components/site/answer-page.tsx";
import { formHead } from "#components/site/page-head.ts";
import { ThanksPage } from "#components/site/report-page.tsx";
import { requestPath } from "#lib/press/request-path.ts";
import { loadSiteChrome } from "#lib/reading/site-chrome-loaders.ts";
import { loadThanks } from "#lib/reports/loaders.ts";

export async function GET(request: NextRequest) {
  const view = await loadThanks(requestPath(request), request.nextUrl.searchParams.get("story") ?? "");
  return answerPage({
    chrome: await loadSiteChrome(),
    head: formHead("Thank you", view),
    sheets: ["report"],
    children: <ThanksPage back={view.back} />,
  });
}
