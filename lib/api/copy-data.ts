// The working copy of a story as it was at an older version.
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import "#lib/document/steps.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { readSteps } from "../steps/data.ts";

/** Null where the log does not lead to this version any more. The caller has checked the actor. */
export async function findCopyAt(tx: Transaction, storyId: string, version: number): Promise<Node | null> {
  const start = await tx.revision.findFirst({
    where: { storyId, version: { not: null, lte: version } },
    orderBy: [{ version: "desc" }, { number: "desc" }],
    select: { id: true, version: true },
  });
  if (!start || start.version === null) return null;
  let { doc } = await getRevisionDocument(tx, start.id);
  try {
    for (let at = start.version; at < version; ) {
      const rows = (await readSteps(tx, storyId, at)).filter((row) => row.version <= version);
      if (rows.length === 0) return null;
      for (const { version: next, step } of rows) {
        const { doc: after } = Step.fromJSON(documentSchema, step).apply(doc);
        if (!after) return null;
        doc = after;
        at = next;
      }
    }
  } catch (error) {
    if ((error instanceof DomainError && error.code === "LOG_GONE") || error instanceof RangeError) return null;
    throw error;
  }
  return doc;
}
