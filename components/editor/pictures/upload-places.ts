// A picture that is on its way has a place in the text of this tab only; the story gets the picture when it is there.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

type Note =
  | { add: { id: string; pos: number; name: string } }
  | { progress: { id: string; part: number } }
  | { remove: string };

const key = new PluginKey<DecorationSet>("upload-places");
const idOf = (decoration: Decoration): string => String((decoration.spec as { id?: unknown }).id ?? "");

function waiting(name: string): HTMLElement {
  const box = document.createElement("div");
  box.dataset.uploading = "";
  box.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = `Uploading ${name}`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", `Uploading ${name}`);
  box.append(words, bar);
  return box;
}

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
          const box = waiting(name);
          return set.add(tr.doc, [Decoration.widget(pos, box, { id, box, side: -1, key: id, ignoreSelection: true })]);
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

/** Where the picture's place has moved to by now; null when it is gone with the text around it. */
export const uploadPos = (state: EditorState, id: string): number | null => find(state, id)?.from ?? null;

export function showProgress(state: EditorState, id: string, part: number): void {
  const box = (find(state, id)?.spec as { box?: HTMLElement } | undefined)?.box;
  const bar = box?.querySelector("progress");
  if (bar && part < 1) bar.value = part;
  else bar?.removeAttribute("value"); // it is being read now
}

/** The nearest place between blocks of the body at or after `pos`. */
export function blockPlace(doc: Node, pos: number, body: { from: number; to: number }): number {
  const $pos = doc.resolve(Math.min(Math.max(pos, body.from), body.to));
  return $pos.depth === 0 ? $pos.pos : Math.min($pos.after(1), body.to);
}
