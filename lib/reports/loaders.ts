import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { findAddress } from "../addresses/data.ts";
import { hrefOf, normalisePath } from "../addresses/paths.ts";
import { passagesOf } from "../document/passages.ts";
import { listLatest } from "../live/card-data.ts";
import { getLiveStory } from "../live/data.ts";
import { loadFurniture } from "../live/loaders.ts";
import { answer, keepInMemoryOnly, postedForm } from "../press/context.ts";
import { reportHref, reportPath, thanksPath } from "./schema.ts";

/** The form about the story at a path, or that there is no such story. What was refused comes back in it. */
export const loadReportPage = cache(async (given: string, block: string) => {
  const furniture = await loadFurniture();
  keepInMemoryOnly();
  const path = normalisePath(given);
  const address = path === null ? null : await findAddress(hrefOf(path));
  if (path !== null && (await askedPath()) !== reportPath) answer(301, reportHref(path, block));
  if (address?.kind === "REDIRECT" && address.to.startsWith("/"))
    answer(301, reportHref(normalisePath(address.to) ?? "/", block));
  const story = address?.kind === "STORY" ? await getLiveStory(address.target) : null;
  if (!story) {
    answer(404);
    return { ...furniture, kind: "lost" as const, latest: await listLatest(6) };
  }
  const { headline, language } = story;
  return {
    ...furniture,
    kind: "form" as const,
    story: { path: story.path, headline, language },
    passages: passagesOf(story.document),
    block,
    posted: postedForm(),
  };
});
export type ReportFormView = Extract<Awaited<ReturnType<typeof loadReportPage>>, { kind: "form" }>;

/** Thanks, with the way back. */
export const loadThanks = cache(async (given: string) => {
  const furniture = await loadFurniture();
  keepInMemoryOnly();
  const back = normalisePath(given) ?? "/";
  if ((await askedPath()) !== thanksPath) answer(301, thanksPath);
  return { ...furniture, back };
});

const askedPath = async () => (await headers()).get("x-galley-path");
