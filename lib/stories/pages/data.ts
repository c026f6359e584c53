// Standing pages as the newsroom sees them.
import type { Node } from "@tiptap/pm/model";
import { type Purpose, placeOfPurpose } from "#lib/document/fields.ts";
import type { Missing } from "#lib/document/project-live.ts";
import type { Actor } from "../../actor.ts";
import { isFreeFor, type PlacedPage, wantedPath } from "../../addresses/page-data.ts";
import { DomainError } from "../../errors.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { isPurposeTaken } from "../../published/pages/data.ts";
import { neverWritten } from "../data.ts";
import { canManagePages } from "../policy.ts";
import type { PageRow } from "../types.ts";

/** A paper has a dozen; these are far more than anybody keeps in one list. */
const maxPages = 500;

/** Every page, by what it is for; those that are spiked at the end. @throws NOT_ALLOWED */
export async function listPages(actor: Actor): Promise<PageRow[]> {
  if (!canManagePages(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().story.findMany({
    where: { kind: "PAGE", NOT: neverWritten },
    orderBy: [{ editedAt: "desc" }, { id: "desc" }],
    take: maxPages,
    select: {
      id: true,
      headline: true,
      purpose: true,
      copy: true,
      publication: true,
      version: true,
      publishedVersion: true,
      editedAt: true,
      editedBy: { select: { id: true, name: true } },
      path: true,
    },
  });
  const isSpiked = ({ copy }: PageRow) => Number(copy === "SPIKED");
  return rows
    .map(({ version, publishedVersion, purpose, ...row }) => ({
      ...row,
      purpose: purpose as Purpose, // it follows the document, which holds no other
      changed: row.publication === "LIVE" && version > (publishedVersion ?? 0),
      editedAt: row.editedAt.toISOString(),
    }))
    .toSorted((a, b) => isSpiked(a) - isSpiked(b) || placeOfPurpose(a.purpose) - placeOfPurpose(b.purpose));
}

/** Where a page would be published, and what of it is taken. */
export async function lookAhead(
  tx: Transaction,
  page: PlacedPage,
  doc: Node,
): Promise<{ path: string | null; missing: Missing[] }> {
  const path = wantedPath(page, doc);
  const missing: Missing[] = [];
  if (path === null || !(await isFreeFor(tx, page, path))) missing.push({ code: "ADDRESS" });
  if (await isPurposeTaken(tx, page.id, doc.attrs.purpose as string)) missing.push({ code: "PURPOSE" });
  return { path, missing };
}
