import "server-only";
import { cache } from "react";
import { requirePerson } from "../auth/loaders.ts";
import { listSections } from "../published/taxonomy/data.ts";
import { getPaper } from "../site/data.ts";
import { timesOf } from "../times.ts";
import { getFrontPreview } from "./preview-data.ts";
import { frontId } from "./schema.ts";

/** A front and all that a public page has around it; `view` is null where there is no such front or launch. */
export const loadFrontPreview = cache(async (front: string, which: string) => {
  await requirePerson();
  const [{ paper, breaking, pages, masthead }, sections] = await Promise.all([getPaper(new Date()), listSections()]);
  const view = frontId.safeParse(front).success ? await getFrontPreview(front, which, sections) : null;
  return { view, paper, breaking, pages, masthead, sections, times: timesOf(paper.timeZone, paper.language) };
});
