import type { NextRequest } from "next/server";
import { answerPage } from "#components/site/answer-page.tsx";
import { LostPage } from "#components/site/lost-page.tsx";
import { formMetadata } from "#components/site/metadata.ts";
import { ReportPage } from "#components/site/report-page.tsx";
import { askedPath } from "#lib/press/asked-path.ts";
import { loadFurniture } from "#lib/published/loaders.ts";
import { loadReportPage } from "#lib/reports/loaders.ts";

/** What a reader found wrong in a story. It is sent to this same address; see lib/press/form-door.ts. */
export async function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl;
  const view = await loadReportPage(
    askedPath(request),
    searchParams.get("story") ?? "",
    searchParams.get("block") ?? "",
  );
  const isLost = view.kind === "lost";
  const title = isLost ? "Nothing at this address" : view.posted ? "Not sent: report an error" : "Report an error";
  return answerPage({
    furniture: await loadFurniture(),
    head: formMetadata(title, view),
    sheets: ["report"],
    children: isLost ? <LostPage {...view} /> : <ReportPage view={view} />,
  });
}
