import "server-only";
import { findAddress } from "../addresses/data.ts";
import { hrefOf, normalisePath } from "../addresses/paths.ts";
import { passagesOf } from "../document/passages.ts";
import { answer, keepInMemoryOnly, postedForm } from "../press/context.ts";
import { listLatest } from "../published/card-data.ts";
import { getLiveStory } from "../published/data.ts";
import { loadSiteChrome } from "../reading/site-chrome-loaders.ts";
import { reportHref, reportPath, thanksPath } from "./schema.ts";

/** The form about the story at a path, or that there is no such story. What was refused comes back in it. */
export async function loadReportPage(asked: string, given: string, block: string) {
  const chrome = await loadSiteChrome();
  keepInMemoryOnly();
  const path = normalisePath(given);
  const address = path === null ? null : await findAddress(hrefOf(path));
  if (path !== null && asked !== reportPath) answer(301, reportHref(path, block));
  if (address?.kind === "REDIRECT" && address.to.startsWith("/"))
    answer(301, reportHref(normalisePath(address.to) ?? "/", block));
  const story = address?.kind === "STORY" ? await getLiveStory(address.target) : null;
  if (!story) {
    answer(404);
    return { ...chrome, kind: "notFound" as const, latest: await listLatest(6) };
  }
  const { headline, language } = story;
  return {
    ...chrome,
    kind: "form" as const,
    story: { path: story.path, headline, language },
    passages: passagesOf(story.document),
    block,
    posted: postedForm(),
  };
}
export type ReportFormView = Extract<Awaited<ReturnType<typeof loadReportPage>>, { kind: "form" }>;

/** Thanks, with the way back. */
export async function loadThanks(asked: string, given: string) {
  const chrome = await loadSiteChrome();
  keepInMemoryOnly();
  const back = normalisePath(given) ?? "/";
  if (asked !== thanksPath) answer(301, thanksPath);
  return { ...chrome, back };
}
