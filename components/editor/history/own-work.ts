import type { Schema } from "@tiptap/pm/model";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import type { OwnWork } from "#lib/document/own-changes.ts";
import { stateFrom } from "../saving/recover.ts";

/** What a record tells, in the editor's own schema: nodes of another are never equal to its. Null where it cannot be read. */
export function ownWork(record: Unsent, schema: Schema): OwnWork | null {
  const mine = stateFrom(record)?.doc;
  return mine ? { base: schema.nodeFromJSON(record.doc), mine: schema.nodeFromJSON(mine.toJSON()) } : null;
}
