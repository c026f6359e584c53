// A main picture that is being uploaded has a placeholder in this tab only; the story gets the picture after the upload.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { UploadLine } from "./figure-view.ts";

type Note = { add: { id: string; pos: number; name: string } } | { remove: string };

const key = new PluginKey<DecorationSet>("upload-places");
const idOf = (decoration: Decoration): string => String((decoration.spec as { id?: unknown }).id ?? "");

export const uploadPlaces = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, old) {
        const set = old.map(tr.mapping, tr.doc);
        const note: Note | undefined = tr.getMeta(key);
        if (!note) return set;
        if ("add" in note) {
          const { id, pos, name } = note.add;
          const line = new UploadLine();
          line.show(name, 0);
          return set.add(tr.doc, [
            Decoration.widget(pos, line.dom, { id, line, side: -1, key: id, ignoreSelection: true }),
          ]);
        }
        if ("remove" in note) return set.remove(set.find().filter((decoration) => idOf(decoration) === note.remove));
        return set;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });

export const placeUpload = (tr: Transaction, id: string, pos: number, name: string): Transaction =>
  tr.setMeta(key, { add: { id, pos, name } } satisfies Note);
export const removeUpload = (tr: Transaction, id: string): Transaction =>
  tr.setMeta(key, { remove: id } satisfies Note);

const find = (state: EditorState, id: string): Decoration | undefined =>
  key
    .getState(state)
    ?.find()
    .find((decoration) => idOf(decoration) === id);

export function showProgress(state: EditorState, id: string, name: string, part: number): void {
  (find(state, id)?.spec as { line?: UploadLine } | undefined)?.line?.show(name, part);
}

/** The nearest position between blocks of the body, or between the pictures of a gallery, at or after `pos`. */
export function blockPlace(doc: Node, pos: number, body: { from: number; to: number }): number {
  const $pos = doc.resolve(Math.min(Math.max(pos, body.from), body.to));
  if ($pos.depth > 0 && $pos.node(1).type.name === "gallery") return $pos.depth === 1 ? $pos.pos : $pos.after(2);
  return $pos.depth === 0 ? $pos.pos : Math.min($pos.after(1), body.to);
}
