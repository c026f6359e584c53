import type { NextRequest } from "next/server";
import { answerPage } from "#components/site/answer-page.tsx";
import { NotFoundPage } from "#components/site/not-found-page.tsx";
import { formHead } from "#components/site/page-head.ts";
import { ReportPage } from "#components/site/report-page.tsx";
import { requestPath } from "#lib/press/request-path.ts";
import { loadSiteChrome } from "#lib/reading/site-chrome-loaders.ts";
import { loadReportPage } from "#lib/reports/loaders.ts";

/** What a reader found wrong in a story. It is sent to this same address; see lib/press/form-handler.ts. */
export async function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl;
  const view = await loadReportPage(
    requestPath(request),
    searchParams.get("story") ?? "",
    searchParams.get("block") ?? "",
  );
  const isNotFound = view.kind === "notFound";
  const title = isNotFound ? "Page not found" : view.posted ? "Not sent: report an error" : "Report an error";
  return answerPage({
    chrome: await loadSiteChrome(),
    head: formHead(title, view),
    sheets: isNotFound ? ["not-found"] : ["report"],
    children: isNotFound ? <NotFoundPage {...view} /> : <ReportPage view={view} />,
  });
}
