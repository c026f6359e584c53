import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { isLineBreak } from "#lib/document/text.ts";
import { isSuggestedDeletion } from "../writing/join-lines.ts";
import type { ActiveSearch } from "./highlights.ts";
import type { FindInText, TextMatch } from "./query.ts";

type Range = { from: number; to: number };
/**
 * A match in the document. `parts` are the pieces that it consists of: more than one where words in the middle are suggested
 * for deletion.
 */
export type Match = Range & { parts: readonly Range[]; groups: readonly string[] };

/** The text of a block without suggested deletions, and the positions of its pieces within the block. */
function piecesOf(block: Node): { text: string; pieces: { start: number; offset: number; length: number }[] } {
  let text = "";
  const pieces: { start: number; offset: number; length: number }[] = [];
  block.forEach((node, offset) => {
    if (isSuggestedDeletion(node)) return;
    const words = node.text ?? (isLineBreak(node) ? "\n" : "\ufffc");
    const last = pieces.at(-1);
    if (last && last.offset + last.length === offset) last.length += words.length;
    else pieces.push({ start: text.length, offset, length: words.length });
    text += words;
  });
  return { text, pieces };
}

/** The matches in one block; positions count from the start of its content. */
function matchesIn(block: Node, find: FindInText): Match[] {
  const { text, pieces } = piecesOf(block);
  const placed = ({ from, to, groups }: TextMatch): Match => {
    const parts = pieces.flatMap(({ start, offset, length }) => {
      const [first, last] = [Math.max(from, start), Math.min(to, start + length)];
      return first < last ? [{ from: first - start + offset, to: last - start + offset }] : [];
    });
    return { from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0, parts, groups };
  };
  return find(text).map(placed);
}

const shifted = ({ from, to, parts, groups }: Match, by: number): Match => ({
  from: from + by,
  to: to + by,
  parts: parts.map((part) => ({ from: part.from + by, to: part.to + by })),
  groups,
});

/** Index of the first match that begins at or after a position. */
function indexAfter(matches: readonly Match[], pos: number): number {
  let [low, high] = [0, matches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.from ?? 0) < pos) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All matches of a query in one state of the editor. After a change only the blocks that changed are searched again. */
export class Search implements ActiveSearch {
  readonly matches: readonly Match[];
  /** Index of the selected match; -1 if none is selected. */
  readonly current: number;
  readonly decorations: DecorationSet;
  readonly #find: FindInText;
  readonly #known: WeakMap<Node, readonly Match[]>;
  readonly #shown: Range | null;

  /** @param shown the part of the document that gets highlights, so that a long story stays fast; null: all */
  constructor(find: FindInText, state: EditorState, shown: Range | null = null, former?: Search) {
    this.#find = find;
    this.#known = former ? former.#known : new WeakMap();
    this.#shown = shown;
    this.matches = former && former.#doc === state.doc ? former.matches : this.#search(state.doc);
    this.#doc = state.doc;
    const { from, to } = state.selection;
    const index = indexAfter(this.matches, from);
    const found = this.matches[index];
    this.current = found?.from === from && found.to === to ? index : -1;
    this.decorations = this.#draw(state.doc);
  }
  readonly #doc: Node;

  #search(doc: Node): Match[] {
    const found: Match[] = [];
    doc.descendants((node, pos) => {
      if (isSuggestedDeletion(node)) return false;
      if (!node.isTextblock) return true;
      let matches = this.#known.get(node);
      if (!matches) {
        matches = matchesIn(node, this.#find);
        this.#known.set(node, matches);
      }
      for (const match of matches) found.push(shifted(match, pos + 1));
      return false;
    });
    return found;
  }

  #draw(doc: Node): DecorationSet {
    const first = this.#shown ? indexAfter(this.matches, this.#shown.from) : 0;
    const end = this.#shown ? indexAfter(this.matches, this.#shown.to) : this.matches.length;
    const highlight = ({ parts }: Match, name: string) =>
      parts.map(({ from, to }) => Decoration.inline(from, to, { "data-found": name }));
    const current = this.matches[this.current];
    const others = this.matches.slice(first, end).filter((match) => match !== current);
    return DecorationSet.create(doc, [
      ...others.flatMap((match) => highlight(match, "")),
      ...(current ? highlight(current, "current") : []),
    ]);
  }

  after(tr: Transaction, state: EditorState): Search {
    if (!tr.docChanged && !tr.selectionSet) return this;
    const shown = this.#shown && {
      from: tr.mapping.map(this.#shown.from, -1),
      to: tr.mapping.map(this.#shown.to, 1),
    };
    return new Search(this.#find, state, shown, this);
  }
  /** The same search with highlights in another part of the document. */
  showing(state: EditorState, shown: Range): Search {
    return new Search(this.#find, state, shown, this);
  }

  /** The match after or before the selection; from the last one it goes on to the first. */
  neighbour({ selection }: EditorState, direction: 1 | -1): Match | null {
    const { matches } = this;
    const next =
      direction === 1
        ? indexAfter(matches, this.current >= 0 ? selection.to : selection.from)
        : indexAfter(matches, selection.from) - 1;
    return matches[(next + matches.length) % matches.length] ?? null;
  }
}
