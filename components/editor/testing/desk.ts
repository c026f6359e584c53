// Editors without a browser: a state with the real plugins, and methods that act like a person.

import { type Node, Slice } from "@tiptap/pm/model";
import { type Command, EditorState, type Plugin, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { documentSchema } from "#lib/document/schema.ts";
import { editHistory } from "../saving/history.ts";
import "#lib/document/steps.ts";
import { collab } from "../saving/collab.ts";
import { blockIds } from "../writing/ids.ts";
import { storyKeys } from "../writing/story-keys.ts";

export class Desk {
  state: EditorState;
  onTransaction: (tr: Transaction) => void = () => {};

  constructor(doc: Node, version = 0, more: readonly Plugin[] = []) {
    this.state = EditorState.create({
      schema: documentSchema,
      doc,
      plugins: [blockIds(), editHistory(), collab(version), ...more],
    });
  }
  dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr);
    this.onTransaction(tr);
  };

  run(command: Command): boolean {
    return command(this.state, this.dispatch);
  }
  press(key: string): boolean {
    const command = storyKeys[key];
    if (!command) throw new Error(`No command for ${key}`);
    return this.run(command);
  }
  type(text: string): void {
    for (const character of text) this.dispatch(this.state.tr.insertText(character));
  }
  /** Selects by positions; one position sets the caret. */
  select(anchor: number, head = anchor): void {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, anchor, head)));
  }
  /** Selects the words, which must be in one block. */
  selectWords(words: string): void {
    const from = this.find(words);
    this.select(from, from + words.length);
  }
  caretAt(words: string, side: "before" | "after"): void {
    const from = this.find(words);
    this.select(side === "before" ? from : from + words.length);
  }
  find(words: string): number {
    let found = -1;
    this.state.doc.descendants((node, pos) => {
      const at = node.isTextblock ? node.textContent.indexOf(words) : -1;
      if (at >= 0 && found < 0) found = pos + 1 + at;
      return !node.isTextblock;
    });
    if (found < 0) throw new Error(`“${words}” is not in the story`);
    return found;
  }
  /** Moves the caret to the first position of a node of this type. */
  into(name: string): void {
    let found = -1;
    this.state.doc.descendants((node, pos) => {
      if (node.type.name === name && found < 0) found = pos;
    });
    this.dispatch(this.state.tr.setSelection(Selection.near(this.state.doc.resolve(found + 1), 1)));
  }
  /** Type of the block with the caret. */
  get where(): string {
    return this.state.selection.$from.parent.type.name;
  }
  /** One line for each text block: "headline: …". */
  get lines(): string[] {
    const lines: string[] = [];
    this.state.doc.descendants((node) => {
      if (node.isTextblock) lines.push(`${node.type.name}: ${node.textContent}`);
      else if (node.isAtom && node.isBlock) lines.push(node.type.name);
      return !node.isTextblock;
    });
    return lines;
  }
}

/** A slice as from a clipboard: whole blocks, open at both ends. */
export const pastedBlocks = (...blocks: Node[]): Slice =>
  new Slice(
    documentSchema
      .node("doc", null, [documentSchema.node("headline"), documentSchema.node("standfirst"), ...blocks])
      .content.cut(4),
    1,
    1,
  );

export const textParagraph = (text: string): Node =>
  documentSchema.node("paragraph", null, text === "" ? [] : documentSchema.text(text));
