import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { requirePerson } from "../auth/loaders.ts";
import { DomainError } from "../errors.ts";
import { listSections } from "../places/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { siteOrigin } from "../site-origin.ts";
import { timesOf } from "../times.ts";
import { getPreview } from "./preview-data.ts";

/** The copy and all that a public page has around it; `view` is null for a story that the person may not see. */
export const loadPreview = cache(async (storyId: string) => {
  const actor = await requirePerson();
  const [paper, sections, given, view] = await Promise.all([
    getSiteSettings(),
    listSections(),
    headers(),
    getPreview(actor, storyId).catch((error) => {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
      throw error;
    }),
  ]);
  return { view, paper, sections, times: timesOf(paper.timeZone, paper.language), origin: siteOrigin(given) };
});
