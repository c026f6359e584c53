// The node view of content of another site: its address, a field to change it, and the editable title and credit.
import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { embedOf, embedOfInput } from "#lib/document/blocks/embed/providers.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { button, removeButton } from "../pictures/view-buttons.ts";

export class EmbedView implements NodeView {
  readonly dom = document.createElement("figure");
  readonly contentDOM = document.createElement("div");
  readonly #bar = document.createElement("div");
  readonly #name = document.createElement("p");
  readonly #open = document.createElement("a");
  readonly #field = document.createElement("input");
  readonly #problem = document.createElement("p");
  readonly #change: HTMLButtonElement;
  readonly #view: EditorView;
  #node: Node;
  #isAsking = false;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.#node = node;
    this.#view = view;
    this.dom.dataset.media = "embed";
    this.contentDOM.dataset.words = "";
    this.#bar.contentEditable = "false";
    this.#bar.dataset.bar = "";
    this.#open.target = "_blank";
    this.#open.rel = "noreferrer";
    this.#field.type = "text";
    this.#field.placeholder = "Paste an address or embed code";
    this.#field.setAttribute("aria-label", "Address or embed code");
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        if (this.#take()) this.#view.focus();
      } else if (event.key === "Escape") this.#view.focus();
    });
    this.#field.addEventListener("change", () => void this.#take());
    this.#problem.setAttribute("role", "alert");
    this.#change = button("Change address", () => {
      this.#isAsking = true;
      this.#show();
      this.#field.focus();
    });
    this.#bar.append(this.#name, this.#field, this.#problem, this.#change, removeButton(view, getPos));
    this.dom.append(this.#bar, this.contentDOM);
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    if (node.attrs.embed !== this.#node.attrs.embed) this.#isAsking = false;
    this.#node = node;
    this.#show();
    return true;
  }

  /**
   * Stores what is in the field; what cannot be embedded stays there, with a message.
   * @returns whether the embed has the address of the field
   */
  #take(): boolean {
    const text = this.#field.value;
    if (text.trim() === "" || !this.#view.editable) return false;
    const after = embedOfInput(text);
    this.#problem.textContent =
      after === null ? "This is neither an address nor an embed code. Copy it from the page again." : "";
    if (after === null) return false;
    const { id, embed: before } = this.#node.attrs;
    this.#field.value = "";
    this.#isAsking = false;
    if (after === before) this.#show();
    else this.#view.dispatch(this.#view.state.tr.step(new FieldStep(id, "embed", before, after)));
    return true;
  }

  #show(): void {
    const shown = embedOf(this.#node.attrs.embed);
    const isAsking = this.#isAsking || shown === null;
    this.#field.hidden = !isAsking;
    this.#change.hidden = isAsking;
    this.#name.replaceChildren(shown ? `${shown.provider}: ` : "Embed", ...(shown ? [this.#open] : []));
    if (!shown) return;
    this.#problem.textContent = isAsking ? this.#problem.textContent : "";
    this.#open.href = shown.link;
    this.#open.textContent = shown.link;
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.#bar.contains(event.target) && event.type !== "dragstart";
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
