// Random editing for tests in which nobody may lose a word.
import { type Node, Slice } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { redo, undo } from "../saving/history.ts";
import { storyKeys } from "../writing/story-keys.ts";
import { addColumn, addRow, deleteColumns, deleteRows, insertTable } from "../writing/table-commands.ts";
import { tablePosition } from "../writing/table-position.ts";
import type { Ledger } from "./ledger.ts";

type Desk = { readonly state: EditorState; dispatch: (tr: Transaction) => void };

/** The lines of a document: its text blocks, split at line breaks. */
export function linesOf(doc: Node): string[] {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) lines.push(...node.textBetween(0, node.content.size, null, "\n").split("\n"));
    return !node.isTextblock;
  });
  return lines;
}

export class TestHands {
  acts = 0;
  /** The character typed last, while nothing else was done since. */
  #last: string | null = null;
  readonly #desk: Desk;
  readonly #random: () => number;
  readonly #ledger: Ledger;

  /** @param random returns numbers from 0 to 1; the same numbers give the same edits */
  constructor(desk: Desk, random: () => number, ledger: Ledger) {
    this.#desk = desk;
    this.#random = random;
    this.#ledger = ledger;
  }
  get #state(): EditorState {
    return this.#desk.state;
  }
  #dispatch = (tr: Transaction): void => this.#desk.dispatch(tr);

  #below(most: number): number {
    return Math.floor(this.#random() * most);
  }
  #caret(): void {
    const blocks: { from: number; size: number }[] = [];
    this.#state.doc.descendants((node, pos) => {
      if (node.isTextblock) blocks.push({ from: pos + 1, size: node.content.size });
      return !node.isTextblock;
    });
    const block = blocks[this.#below(blocks.length)];
    if (!block) return;
    const at = block.from + this.#below(block.size + 1);
    this.#dispatch(this.#state.tr.setSelection(TextSelection.create(this.#state.doc, at)));
  }
  #words(most: number): string {
    const words = Array.from({ length: 1 + this.#below(most) }, () => this.#ledger.sign()).join("");
    this.#ledger.typed(words, this, this.#last, this.#state.doc.textContent);
    return words;
  }
  /** Types at the caret, wherever others moved it. */
  #type(most: number): void {
    const words = this.#words(most);
    this.#dispatch(this.#state.tr.insertText(words));
    this.#last = words.slice(-1);
  }
  /** The position after the character typed last by anybody, or at the end of its paragraph. */
  #toOthers(): void {
    const { newest } = this.#ledger;
    const isAtEnd = this.#random() < 0.5;
    this.#state.doc.descendants((node, pos) => {
      const at = node.isTextblock && newest ? node.textContent.indexOf(newest) : -1;
      if (at < 0 || node.textContent.length !== node.content.size) return !node.isTextblock;
      const place = pos + 1 + (isAtEnd ? node.content.size : at + 1);
      this.#dispatch(this.#state.tr.setSelection(TextSelection.create(this.#state.doc, place)));
      return false;
    });
  }
  /** Continues at the caret, or moves to where others write: types a character, sometimes after Enter. */
  #typeOn(): void {
    if (this.#random() < 0.2) {
      this.#last = null;
      this.#toOthers();
    }
    if (this.#random() < 0.08) {
      this.#last = null;
      this.#key("Enter");
    }
    this.#type(1);
  }
  #key(name: string): void {
    storyKeys[name]?.(this.#state, this.#dispatch);
  }

  /** One random edit in a random position. */
  act(): void {
    this.acts++;
    const before = linesOf(this.#state.doc);
    const isTypingOn = this.#random() < 0.3;
    const choice = this.#random();
    if (!isTypingOn) this.#last = null;
    if (isTypingOn) this.#typeOn();
    else if (choice < 0.12) undo(this.#state, this.#dispatch);
    else if (choice < 0.15) redo(this.#state, this.#dispatch);
    else if (choice < 0.2) this.#setField();
    else {
      this.#caret();
      const { selection, doc } = this.#state;
      if (choice < 0.52) this.#type(3);
      else if (choice < 0.66) {
        const to = Math.min(doc.content.size, selection.$from.end(), selection.from + 1 + this.#below(8));
        if (to > selection.from) this.#dispatch(this.#state.tr.delete(selection.from, to));
      } else if (choice < 0.76) this.#key("Enter");
      else if (choice < 0.86) this.#joinBackwards();
      else if (choice < 0.89) this.#list();
      else if (choice < 0.92) this.#table();
      else if (choice < 0.95) this.#deleteAcrossZones();
      else this.#paste();
    }
    this.#ledger.noticed(before, linesOf(this.#state.doc));
  }

  #joinBackwards(): void {
    const { $from } = this.#state.selection;
    this.#dispatch(this.#state.tr.setSelection(TextSelection.create(this.#state.doc, $from.start())));
    this.#key("Backspace");
  }
  /** Selects two or three blocks and presses one key. */
  #deleteAcrossZones(): void {
    const { $from } = this.#state.selection;
    if ($from.depth !== 1 || $from.parent.type.name !== "paragraph") return;
    const to = Math.min(this.#state.doc.content.size - 1, $from.pos + 4 + this.#below(30));
    const $to = this.#state.doc.resolve(to);
    if (!$to.parent.isTextblock || $to.depth !== 1 || $to.parent.type.name !== "paragraph") return;
    this.#dispatch(this.#state.tr.setSelection(TextSelection.create(this.#state.doc, $from.pos, to)).deleteSelection());
  }
  #list(): void {
    const { $from } = this.#state.selection;
    if ($from.depth === 1 && $from.parent.type.name === "paragraph") {
      const { bulletList, listItem } = documentSchema.nodes;
      const range = $from.blockRange();
      if (!range || !bulletList || !listItem) return;
      this.#dispatch(
        this.#state.tr.wrap(range, [
          { type: bulletList, attrs: { id: newBlockId() } },
          { type: listItem, attrs: { id: newBlockId() } },
        ]),
      );
    } else this.#key(this.#random() < 0.5 ? "Tab" : "Shift-Tab");
  }
  /** In a table deletes rows and columns, elsewhere inserts a table. */
  #table(): void {
    const commands = [
      addRow("above"),
      addRow("below"),
      addColumn("before"),
      addColumn("after"),
      deleteRows,
      deleteColumns,
    ];
    const isInside = tablePosition(this.#state) !== null;
    const command = isInside ? commands[this.#below(commands.length)] : insertTable;
    command?.(this.#state, this.#dispatch);
  }
  #paste(): void {
    const { $from } = this.#state.selection;
    if ($from.depth !== 1 || $from.parent.type.name !== "paragraph") return;
    const paragraphs = [0, 1].map(() =>
      documentSchema.node("paragraph", { id: newBlockId() }, documentSchema.text(this.#words(4))),
    );
    const doc = documentSchema.node("doc", null, [
      documentSchema.node("headline"),
      documentSchema.node("standfirst"),
      ...paragraphs,
    ]);
    this.#dispatch(this.#state.tr.replaceSelection(new Slice(doc.content.cut(4), 1, 1)).setMeta("paste", true));
  }
  #setField(): void {
    const before = String(this.#state.doc.attrs.seoTitle ?? "");
    this.#dispatch(this.#state.tr.step(new FieldStep(null, "seoTitle", before, `Title ${this.#below(1_000_000)}`)));
  }
}
