import type { Node } from "@tiptap/pm/model";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { isFreeFor, type PlacedPage, wantedPath } from "./page-data.ts";
import { claimAddress, moveAddress } from "./place-mutations.ts";

/**
 * Takes the address that a page is to be published at. Where it was until then leads there for ever.
 * @throws NOT_READY when there is none, or it is taken
 */
export async function placePage(tx: Transaction, page: PlacedPage, doc: Node): Promise<string> {
  const path = wantedPath(page, doc);
  if (path === null || !(await isFreeFor(tx, page, path))) throw new DomainError("NOT_READY", { missing: ["ADDRESS"] });
  const addressed = { kind: "PAGE", id: page.id } as const;
  if (page.path === null) await claimAddress(tx, path, addressed);
  else await moveAddress(tx, page.path, path, addressed);
  return path;
}
