// Marks the blocks whose words came from an item of a wire that has changed since, or was withdrawn.
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { type OriginBlock, originsIn } from "#lib/document/wire-origin.ts";
import type { OriginState } from "#lib/wires/types.ts";

type Origins = { states: readonly OriginState[]; marks: DecorationSet };
/** The plugin is added once its code is loaded. */
export const originsKey = new PluginKey<Origins>("origins");
const none: Origins = { states: [], marks: DecorationSet.empty };

/** Typing only maps the marks; `markOrigins` finds them anew in a pause. */
export const originsPlugin = (): Plugin<Origins> =>
  new Plugin<Origins>({
    key: originsKey,
    state: {
      init: () => none,
      apply: (tr, now) =>
        (tr.getMeta(originsKey) as Origins | undefined) ??
        (tr.docChanged ? { ...now, marks: now.marks.map(tr.mapping, tr.doc) } : now),
    },
    props: { decorations: (state) => originsKey.getState(state)?.marks },
  });

/** What is known of the items of which the story has words. */
export const originStates = (state: EditorState): readonly OriginState[] => originsKey.getState(state)?.states ?? [];

/** What has become of an item since its words were taken. */
export type Fate = "same" | "changed" | "withdrawn" | "withheld" | "unknown";
export function fateOf({ item, number }: Pick<OriginBlock, "item" | "number">, states: readonly OriginState[]): Fate {
  const state = states.find((one) => one.item === item);
  if (!state) return "unknown";
  if (state.status === "canceled") return "withdrawn";
  if (state.status === "withheld") return "withheld";
  return state.number > number ? "changed" : "same";
}

const isBad = (fate: Fate): boolean => fate === "changed" || fate === "withdrawn" || fate === "withheld";

/** The transaction that marks the blocks concerned; null if the marks are right already. */
export function markOrigins(state: EditorState, states: readonly OriginState[]): Transaction | null {
  const fates = new Map<number, Fate>();
  for (const block of originsIn(state.doc)) {
    const fate = fateOf(block, states);
    if (isBad(fate) && fates.get(block.pos) !== "withdrawn") fates.set(block.pos, fate);
  }
  const marks = [...fates].flatMap(([pos, fate]) => {
    const node = state.doc.nodeAt(pos);
    return node ? [Decoration.node(pos, pos + node.nodeSize, { "data-wire-fate": fate }, { fate })] : [];
  });
  const before = originsKey.getState(state) ?? none;
  const shown = before.marks.find();
  const isSame =
    JSON.stringify(before.states) === JSON.stringify(states) &&
    shown.length === marks.length &&
    shown.every(({ from, spec }, index) => from === marks[index]?.from && spec.fate === marks[index]?.spec.fate);
  if (isSame) return null;
  const next: Origins = { states, marks: DecorationSet.create(state.doc, marks) };
  return state.tr.setMeta(originsKey, next).setMeta("addToHistory", false);
}
