import type { Node } from "@tiptap/pm/model";
import type { Purpose } from "#lib/document/fields.ts";
import { headlineOf } from "#lib/document/text.ts";
import type { Transaction } from "../postgres/app.ts";
import { isPageSlug, pagePath, pageSlug } from "./paths.ts";

/** A page, with the address that it has: null before it is out for the first time. */
export type PlacedPage = { id: string; path: string | null };

/** Where a page will lie: it stays where it is until another slug is chosen. Null where that is no address for a page. */
export function wantedPath({ path }: PlacedPage, doc: Node): string | null {
  const slug = doc.attrs.slug as string;
  if (path !== null && slug === "") return path;
  const wanted = pageSlug({ slug, purpose: doc.attrs.purpose as Purpose, headline: headlineOf(doc) });
  if (path === pagePath(wanted)) return path;
  return isPageSlug(wanted) ? pagePath(wanted) : null;
}

/**
 * Whether the page may lie there. Taken is what a section, another page, a story or a redirect has, also one by hand;
 * not what this page had before, which leads to it now; and what an imported draft keeps for later.
 */
export async function isFreeFor(tx: Transaction, page: PlacedPage, path: string): Promise<boolean> {
  if (path === page.path) return true;
  const there = await tx.address.findUnique({ where: { path }, select: { kind: true, target: true } });
  if (there) return there.kind === "REDIRECT" && there.target === page.path;
  return (await tx.story.count({ where: { path, id: { not: page.id } } })) === 0;
}
