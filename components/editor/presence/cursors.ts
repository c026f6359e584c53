// Carets and selections of others with their names. Positions refer to a version of the log; each tab maps them through the
// log and its own unconfirmed steps.
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Mapping, type Step, type StepMap } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { CaretPosition, Here } from "#lib/presence/types.ts";
import { collabOf } from "../saving/collab.ts";
import { toneOf } from "./tones.ts";

/** Number of versions whose maps are kept, for positions that arrive late. */
const remembered = 2_000;
/** Milliseconds for which a name is shown beside a caret that has moved. */
const named = 3_000;

const cursorsKey = new PluginKey<number>("cursors");

/** The positions of others in the newest local version of the log. */
export class Cursors {
  #from = 0;
  #maps: StepMap[] = [];
  #here = new Map<string, Here & { moved: number }>();
  /** Positions of versions that have not arrived yet. */
  #shown = new Map<string, CaretPosition>();

  constructor(version: number) {
    this.#from = version;
  }
  get #version(): number {
    return this.#from + this.#maps.length;
  }

  /** Called before the steps of the log after `from` are applied. */
  took(from: number, steps: readonly Step[]): void {
    if (from !== this.#version) {
      this.#from = from;
      this.#maps = [];
    }
    for (const step of steps) this.#maps.push(step.getMap());
    const over = this.#maps.length - remembered;
    if (over > 0) {
      this.#maps = this.#maps.slice(over);
      this.#from += over;
    }
    this.#bring();
  }

  /** Sets the other people in the story. */
  set(here: readonly Here[]): void {
    const before = this.#here;
    this.#here = new Map(
      here.map((one) => {
        const known = before.get(one.tabId);
        const still = known && JSON.stringify(known.place) === JSON.stringify(one.place);
        return [one.tabId, { ...one, moved: still ? known.moved : Date.now() }];
      }),
    );
    for (const tabId of this.#shown.keys()) if (!this.#here.get(tabId)?.place) this.#shown.delete(tabId);
    for (const { tabId, place } of this.#here.values())
      if (place && JSON.stringify(before.get(tabId)?.place) !== JSON.stringify(place)) this.#shown.set(tabId, place);
    this.#bring();
  }

  /** Maps each position to the newest local version. */
  #bring(): void {
    for (const [tabId, place] of this.#shown) {
      const skip = place.version - this.#from;
      if (skip < 0 || place.version >= this.#version) continue; // too old to map, or not arrived yet
      const mapping = new Mapping(this.#maps.slice(skip));
      this.#shown.set(tabId, {
        anchor: mapping.map(place.anchor, 1),
        head: mapping.map(place.head, 1),
        version: this.#version,
      });
    }
  }

  /** Maps into this tab's text, including unconfirmed steps. */
  decorations(state: EditorState): DecorationSet {
    const { version, unconfirmed } = collabOf(state);
    const mine = new Mapping(unconfirmed.map(({ step }) => step.getMap()));
    const { size } = state.doc.content;
    const found: Decoration[] = [];
    for (const [tabId, place] of this.#shown) {
      const who = this.#here.get(tabId);
      if (!who || place.version !== version) continue;
      const head = Math.min(mine.map(place.head, -1), size);
      const anchor = Math.min(mine.map(place.anchor, -1), size);
      if (anchor !== head)
        found.push(
          Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
            class: "theirs",
            "data-tone": String(toneOf(who.personId)),
          }),
        );
      found.push(
        Decoration.widget(head, () => caret(who), {
          key: `${tabId} ${who.name} ${who.moved}`,
          side: -1,
          ignoreSelection: true,
          stopEvent: () => false,
        }),
      );
    }
    return DecorationSet.create(state.doc, found);
  }
}

function caret(who: Here & { moved: number }): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "their-caret";
  mark.dataset.tone = String(toneOf(who.personId));
  mark.setAttribute("aria-hidden", "true"); // the bar lists who is here without interrupting a screen reader
  mark.dataset.name = who.name; // the style sheet draws the name, so that it is never part of the text
  const left = who.moved + named - Date.now();
  if (left > 0) {
    mark.dataset.fresh = "";
    setTimeout(() => delete mark.dataset.fresh, left);
  }
  return mark;
}

/** Draws the cursors; `tellCursors` redraws them. */
export const cursorsPlugin = (cursors: Cursors): Plugin<number> =>
  new Plugin<number>({
    key: cursorsKey,
    state: { init: () => 0, apply: (tr, edition) => (tr.getMeta(cursorsKey) ? edition + 1 : edition) },
    props: { decorations: (state) => cursors.decorations(state) },
  });

export const lookAgain = (state: EditorState) => state.tr.setMeta(cursorsKey, true).setMeta("addToHistory", false);

/** The selection in the newest version of the log, without unconfirmed steps. */
export function placeOf(state: EditorState): CaretPosition {
  const { version, unconfirmed } = collabOf(state);
  const back = new Mapping(unconfirmed.toReversed().map(({ step }) => step.getMap().invert()));
  return { anchor: back.map(state.selection.anchor, 1), head: back.map(state.selection.head, 1), version };
}
