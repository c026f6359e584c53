import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import * as z from "zod";
import type { Actor } from "../../actor.ts";
import { requirePerson } from "../../auth/loaders.ts";
import { DomainError } from "../../errors.ts";
import { listSections } from "../../published/taxonomy/data.ts";
import { getPaper } from "../../site/data.ts";
import { siteOrigin } from "../../site-origin.ts";
import { timesOf } from "../../times.ts";
import { getPagePreview, type PagePreview } from "../pages/preview-data.ts";
import { changeSeparator } from "../policy.ts";
import { recordRead } from "../sharing/read-mutations.ts";
import { getPreview, type Preview } from "./preview-data.ts";
import type { PreviewedText } from "./previewed-data.ts";

/** The copy and all that a public page has around it; `view` is null for a story or page that the person may not see. */
export const loadPreview = cache((id: string) => loadView(id, "copy"));

/**
 * As `loadPreview`, of the text that would be published.
 * @param query of a correction: its `kind`, its `note`, and the `changes` of the copy that it takes; as they come
 */
export function loadOutgoing(id: string, query: Record<string, unknown>) {
  const { data } = correctionQuery.safeParse(query);
  return loadView(id, data ?? "outgoing");
}

export type LoadedPreview = Awaited<ReturnType<typeof loadPreview>>;

const correctionQuery = z
  .object({
    kind: z.enum(["CORRECTION", "CLARIFICATION"]),
    note: z.string().max(1000).default(""),
    changes: z.string().max(10_000).default(""),
  })
  .transform(({ changes, ...given }) => ({ ...given, change: changes.split(changeSeparator).filter(Boolean) }));

async function loadView(id: string, text: PreviewedText) {
  const actor = await requirePerson();
  const [{ paper, pages, masthead }, sections, given, view] = await Promise.all([
    getPaper(new Date()),
    listSections(),
    headers(),
    viewOf(actor, id, text).catch((error) => {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
      throw error;
    }),
  ]);
  const times = timesOf(paper.timeZone, paper.language);
  return { view, paper, pages, masthead, sections, times, origin: siteOrigin(given) };
}

/** A page is known by its `page`, a story by its `story`. @throws NOT_FOUND */
async function viewOf(actor: Actor, id: string, text: PreviewedText): Promise<Preview | PagePreview> {
  const page = await getPagePreview(actor, id, new Date(), text);
  if (page) return page;
  const story = await getPreview(actor, id, new Date(), text);
  await recordRead(actor, id);
  return story;
}
