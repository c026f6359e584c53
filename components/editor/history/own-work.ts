import type { Node, Schema } from "@tiptap/pm/model";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import type { OwnWork } from "#lib/document/own-changes.ts";
import { stateFrom } from "../saving/recover.ts";

/** What a record tells, in the editor's own schema: nodes of another are never equal to its. Null where it cannot be read. */
export function ownWork(record: Unsent, schema: Schema): OwnWork | null {
  const found = stateFrom(record);
  const own = (doc: Node): Node => schema.nodeFromJSON(doc.toJSON());
  return found && { base: own(found.confirmed), mine: own(found.state.doc) };
}
