// Which text of a story a preview shows.
import type { Node } from "@tiptap/pm/model";
import { withChanges } from "#lib/document/partial.ts";
import type { Transaction } from "../../postgres/app.ts";
import type { LiveCorrection } from "../../published/types.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { loadDocument } from "../document.ts";
import { loadChanges } from "./changes-data.ts";

/** The correction that an editor is writing; `change`: which changes of the copy it takes (`changeKey`). */
export type PlannedCorrection = Pick<LiveCorrection, "kind" | "note"> & { change: readonly string[] };

/** The working copy; what would be published, an approved revision before the copy; one revision; or the corrected text. */
export type PreviewedText = "copy" | "outgoing" | { revision: string } | PlannedCorrection;

export const isCorrection = (text: PreviewedText): text is PlannedCorrection =>
  typeof text === "object" && "change" in text;

type Row = { id: string; version: number; publishedRevisionId: string | null; approvedRevisionId: string | null };

/** That text, and the version of the log that it has; of a correction, the version of the copy that it takes changes of. */
export async function loadPreviewed(
  tx: Transaction,
  row: Row,
  text: PreviewedText,
): Promise<{ doc: Node; version: number }> {
  const revision =
    text === "outgoing"
      ? row.approvedRevisionId
      : typeof text === "object" && "revision" in text
        ? text.revision
        : null;
  if (revision !== null) {
    const frozen = await getRevisionDocument(tx, revision);
    return { doc: frozen.doc, version: frozen.version ?? row.version };
  }
  const { version } = row;
  const doc = await loadDocument(tx, row);
  const found = isCorrection(text) ? await loadChanges(tx, row, { doc, version }) : null;
  if (!isCorrection(text) || !found) return { doc, version };
  const chosen = new Set(text.change);
  const isWhole = [...found.changedBy.keys()].every((key) => chosen.has(key));
  return { doc: isWhole ? doc : withChanges(found.before, found.after, chosen), version };
}

/** The corrections of a story, with the one that is being written. */
export async function listPreviewedCorrections(
  tx: Transaction,
  storyId: string,
  text: PreviewedText,
  at: Date,
): Promise<LiveCorrection[]> {
  const rows = await tx.correction.findMany({
    where: { storyId },
    orderBy: { number: "asc" },
    select: { number: true, kind: true, note: true, at: true },
  });
  if (!isCorrection(text)) return rows;
  return [...rows, { number: rows.length + 1, kind: text.kind, note: text.note, at }];
}
