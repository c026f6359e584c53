// Typing "@" at the start of a word, and letters after it, opens the list of the paper's pages that the text may link to.
import type { EditorState } from "@tiptap/pm/state";
import { takesMark } from "./marks.ts";
import { MenuTrigger, type Trigger } from "./menu-trigger.ts";

/** At most 40 characters without two spaces in a row. In "a@b" the sign is not at the start of a word. */
const typed = /(?:^|[\s\p{Ps}\p{Pi}\p{Pd}"'])@(\p{L}(?: ?[\p{L}\p{M}\p{N}'’.-]){0,40} ?)$/u;

function find(state: EditorState): Trigger | null {
  const { $from, empty } = state.selection;
  // People address colleagues in notes.
  if (!empty || !takesMark(state, "link") || $from.parent.type.name === "noteToEditors") return null;
  const query = typed.exec($from.parent.textBetween(0, $from.parentOffset, "\n", "\n"))?.[1];
  if (query === undefined) return null;
  const from = $from.pos - query.length - 1;
  const { link, code } = state.schema.marks;
  const isTaken = [link, code].some((type) => type && state.doc.rangeHasMark(from, $from.pos, type));
  return isTaken ? null : { from, to: $from.pos, query };
}

export const { at: linkTriggerOf, plugin: linkTrigger, dismiss: dismissLinks } = new MenuTrigger("link-trigger", find);
