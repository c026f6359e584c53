// The node view of a gallery: its buttons, and the pictures in it, each with a view of its own.
import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { FieldStep } from "#lib/document/steps.ts";
import { button, removeButton } from "./view-buttons.ts";

/** Event to the uploads with the id of the gallery that gets the pictures; it bubbles from the gallery. */
export const addPicturesEvent = "galley:add-pictures";

export class GalleryView implements NodeView {
  readonly dom = document.createElement("div");
  readonly contentDOM = document.createElement("div");
  readonly #bar = document.createElement("div");
  readonly #layout: HTMLButtonElement;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.#node = node;
    this.dom.dataset.gallery = "";
    this.dom.setAttribute("role", "group");
    this.dom.setAttribute("aria-label", "Gallery");
    this.contentDOM.dataset.pictures = "";
    this.#bar.contentEditable = "false";
    this.#bar.dataset.bar = "";
    const label = document.createElement("span");
    label.textContent = "Gallery";
    const add = button("Add pictures", () =>
      this.dom.dispatchEvent(new CustomEvent(addPicturesEvent, { bubbles: true, detail: this.#node.attrs.id })),
    );
    this.#layout = button("Side by side", () => {
      const { id, layout } = this.#node.attrs;
      if (!view.editable) return;
      view.dispatch(view.state.tr.step(new FieldStep(id, "layout", layout, layout === "row" ? "grid" : "row")));
    });
    this.#bar.append(label, add, this.#layout, removeButton(view, getPos, "Remove gallery"));
    this.dom.append(this.#bar, this.contentDOM);
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show();
    return true;
  }
  #show(): void {
    const isRow = this.#node.attrs.layout === "row";
    this.dom.dataset.layout = isRow ? "row" : "grid";
    this.#layout.setAttribute("aria-pressed", String(isRow));
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement && this.#bar.contains(event.target);
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
