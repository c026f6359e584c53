// The author of a suggestion, the marks that it gets, and which existing marks are the person's own.
import type { Attrs, Mark, Node } from "@tiptap/pm/model";
import { newBlockId } from "#lib/document/ids.ts";
import { isSuggestion } from "#lib/document/suggestions.ts";

/** Milliseconds in which a change beside an own suggestion still belongs to that suggestion. */
const oneThought = 300_000;

export type Attributes = { id: string; person: string; at: string };

/** Thrown for a change that cannot be expressed as a suggestion. */
export class NotSuggestible extends Error {}

const named = (node: Node, name: string): Mark | undefined => node.marks.find(({ type }) => type.name === name);
export const insertionOf = (node: Node): Mark | undefined => named(node, "insertion");
export const deletionOf = (node: Node): Mark | undefined => named(node, "deletion");
export const modificationsOf = (node: Node): Mark[] => node.marks.filter(({ type }) => type.name === "modification");

/** Where words came from is no form: nobody proposes to change it. */
export const formatOf = (marks: readonly Mark[]): Mark[] =>
  marks.filter((mark) => !isSuggestion(mark) && mark.type.name !== "wire");

/** The mark that records which preceding block this one is joined with on a verdict. */
export const borderOf = (node: Node, kind: "split" | "join"): Mark | undefined =>
  modificationsOf(node).find(({ attrs }) => attrs.type === kind);

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** One person's change that becomes a suggestion. */
export class Proposal {
  readonly personId: string;
  readonly #now: number;
  #attributes: Attributes | null = null;

  constructor(personId: string, now: number) {
    this.personId = personId;
    this.#now = now;
  }

  /** Everything that one change suggests is one suggestion; beside a recent one of the same person it belongs to that one. */
  get attributes(): Attributes {
    this.#attributes ??= { id: newBlockId(), person: this.personId, at: new Date(this.#now).toISOString() };
    return this.#attributes;
  }
  /** Takes over the neighbour's suggestion, unless one was chosen already. */
  joinTo(neighbour: Node | undefined): void {
    if (this.#attributes || !neighbour) return;
    const mark = neighbour.marks.find(
      (one) =>
        this.isMine(one) &&
        (one.type.name !== "modification" || one.attrs.type === "split" || one.attrs.type === "join") &&
        this.#now - Date.parse(String(one.attrs.at)) < oneThought,
    );
    if (mark) this.#attributes = { id: mark.attrs.id, person: mark.attrs.person, at: mark.attrs.at };
  }

  isMine(mark: Mark | undefined): boolean {
    return mark !== undefined && isSuggestion(mark) && mark.attrs.person === this.personId;
  }
  /** Whether others suggest something in a node, so that it is not the person's alone. */
  hasOthers(node: Node): boolean {
    let found = node.marks.some((mark) => isSuggestion(mark) && !this.isMine(mark));
    node.descendants((child) => {
      found ||= child.marks.some((mark) => isSuggestion(mark) && !this.isMine(mark));
      return !found;
    });
    return found;
  }

  mark(node: Node, name: "insertion" | "deletion"): Mark {
    return this.#make(node, name, this.attributes);
  }
  border(node: Node, type: "split" | "join", previousValue: string): Mark {
    return this.#make(node, "modification", { ...this.attributes, type, previousValue });
  }
  change(node: Node, type: "attr" | "mark" | "nodeType", values: Attrs): Mark {
    return this.#make(node, "modification", {
      ...this.attributes,
      type,
      attrName: values.attrName ?? null,
      previousValue: plain(values.previousValue),
      newValue: plain(values.newValue),
    });
  }
  #make(node: Node, name: string, attrs: Attrs): Mark {
    const type = node.type.schema.marks[name];
    if (!type) throw new Error(`The schema has no mark ${name}`);
    return type.create(attrs);
  }
}
