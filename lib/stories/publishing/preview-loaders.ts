import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "../../actor.ts";
import { requirePerson } from "../../auth/loaders.ts";
import { DomainError } from "../../errors.ts";
import { listSections } from "../../published/taxonomy/data.ts";
import { getPaper } from "../../site/data.ts";
import { siteOrigin } from "../../site-origin.ts";
import { timesOf } from "../../times.ts";
import { getPagePreview, type PagePreview } from "../pages/preview-data.ts";
import { getPreview, type Preview } from "./preview-data.ts";

/** The copy and all that a public page has around it; `view` is null for a story or page that the person may not see. */
export const loadPreview = cache(async (id: string) => {
  const actor = await requirePerson();
  const [{ paper, pages, masthead }, sections, given, view] = await Promise.all([
    getPaper(new Date()),
    listSections(),
    headers(),
    viewOf(actor, id).catch((error) => {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
      throw error;
    }),
  ]);
  const times = timesOf(paper.timeZone, paper.language);
  return { view, paper, pages, masthead, sections, times, origin: siteOrigin(given) };
});

/** A page is known by its `page`, a story by its `story`. @throws NOT_FOUND */
const viewOf = async (actor: Actor, id: string): Promise<Preview | PagePreview> =>
  (await getPagePreview(actor, id)) ?? (await getPreview(actor, id));
