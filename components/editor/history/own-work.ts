import type { Node, Schema } from "@tiptap/pm/model";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import type { OwnWork } from "#lib/document/own-changes.ts";
import { stateFrom } from "../saving/recover.ts";

/** The content of a record in the editor's own schema, because nodes of another schema are never equal. Null if it cannot be read. */
export function ownWork(record: Unsent, schema: Schema): OwnWork | null {
  const found = stateFrom(record);
  const own = (doc: Node): Node => schema.nodeFromJSON(doc.toJSON());
  return found && { base: own(found.confirmed), mine: own(found.state.doc) };
}
