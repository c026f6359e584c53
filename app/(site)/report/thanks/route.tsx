import type { NextRequest } from "next/server";
import { answerPage } from "#components/site/answer-page.tsx";
import { formMetadata } from "#components/site/metadata.ts";
import { ThanksPage } from "#components/site/report-page.tsx";
import { askedPath } from "#lib/press/asked-path.ts";
import { loadFurniture } from "#lib/published/loaders.ts";
import { loadThanks } from "#lib/reports/loaders.ts";

export async function GET(request: NextRequest) {
  const view = await loadThanks(askedPath(request), request.nextUrl.searchParams.get("story") ?? "");
  return answerPage({
    furniture: await loadFurniture(),
    head: formMetadata("Thank you", view),
    sheets: ["report"],
    children: <ThanksPage back={view.back} />,
  });
}
