// The mark view of a suggestion, with its author for screen readers.
import type { Mark } from "@tiptap/pm/model";
import type { MarkView } from "@tiptap/pm/view";
import type { Lookup } from "../lookup.ts";
import { toneOf } from "../presence/tones.ts";

const tags: Record<string, string> = { insertion: "ins", deletion: "del" };
const borders: Record<string, string> = { split: "Paragraph split", join: "Paragraph joined to the one before" };

function wordsFor(mark: Mark): string {
  if (mark.type.name === "insertion") return "Added";
  if (mark.type.name === "deletion") return "Deleted";
  return borders[mark.attrs.type] ?? "Changed";
}

export class SuggestionView implements MarkView {
  readonly dom: HTMLElement;
  readonly #mark: Mark;
  readonly #lookup: Lookup;
  readonly #stop: () => void;

  constructor(mark: Mark, isInline: boolean, lookup: Lookup) {
    this.#mark = mark;
    this.#lookup = lookup;
    this.dom = document.createElement(tags[mark.type.name] ?? "span");
    Object.assign(this.dom.dataset, {
      suggestion: mark.type.name,
      id: mark.attrs.id,
      ...(mark.attrs.person ? { person: mark.attrs.person, tone: String(toneOf(mark.attrs.person)) } : {}),
      ...(mark.attrs.at ? { at: mark.attrs.at } : {}),
      ...(mark.attrs.type ? { type: mark.attrs.type } : {}),
      ...(isInline ? {} : { around: "" }),
    });
    if (!tags[mark.type.name]) this.dom.setAttribute("role", "mark");
    this.#stop = lookup.onChange(() => this.#name());
    this.#name();
  }
  #name(): void {
    const who = this.#lookup.people.get(this.#mark.attrs.person)?.name ?? "somebody";
    const said = `${wordsFor(this.#mark)} by ${who}, a suggestion`;
    this.dom.title = said;
    this.dom.setAttribute("aria-description", said);
  }
  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    return mutation.type === "attributes" && mutation.target === this.dom;
  }
  destroy(): void {
    this.#stop();
  }
}
