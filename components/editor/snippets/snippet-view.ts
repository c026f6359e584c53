import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import type { SnippetRow } from "#lib/snippets/types.ts";
import { removeButton } from "../pictures/view-buttons.ts";

type Known = Pick<SnippetRow, "name" | "text">;
const known = new Map<string, Known>();
let reading: Promise<boolean> | null = null;

/** Remembers snippets that were just read, so that the text shows them without a request. */
export function rememberSnippets(rows: readonly SnippetRow[]): void {
  for (const { id, name, text } of rows) known.set(id, { name, text });
}

/** Reads the snippets once for all blocks that ask at the same time. False if they could not be read. */
function read(): Promise<boolean> {
  reading ??= import("#lib/snippets/actions.ts")
    .then(({ listSnippets }) => listSnippets({}))
    .catch(unreachable)
    .then((answer) => {
      if (answer.ok) rememberSnippets(answer.data);
      return answer.ok;
    })
    .finally(() => {
      reading = null;
    });
  return reading;
}

/** The node view of a bound snippet: its name and its text, which is changed for all stories at once and not here. */
export class SnippetView implements NodeView {
  readonly dom = document.createElement("div");
  readonly #label = document.createElement("span");
  readonly #text = document.createElement("p");
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.#node = node;
    this.dom.dataset.snippet = "";
    this.dom.contentEditable = "false";
    this.#text.dir = "auto";
    this.dom.append(this.#label, removeButton(view, getPos), this.#text);
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const isSame = node.attrs.snippet === this.#node.attrs.snippet;
    this.#node = node;
    if (!isSame) this.#show();
    return true;
  }

  #show(): void {
    const id = String(this.#node.attrs.snippet);
    const write = (isRead: boolean) => {
      const one = known.get(id);
      this.#label.textContent = one ? `Snippet: ${one.name}. Changes everywhere at once` : "Snippet";
      this.#text.textContent = one?.text ?? (isRead ? "This snippet no longer exists. Remove it." : "…");
    };
    write(false);
    if (!known.has(id)) void read().then(write);
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement;
  }
  ignoreMutation(): boolean {
    return true;
  }
}
