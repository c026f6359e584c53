// The node view of a series box: which collection it shows, its buttons, its title and its parts.
import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import type { Lookup } from "../lookup.ts";
import { button, removeButton } from "../pictures/view-buttons.ts";
import { bindSeries, hidesParts } from "./series-steps.ts";

/** Event with the id of the series box for which a collection is to be chosen; it bubbles from the box. */
export const chooseCollectionEvent = "galley:choose-collection";

export class SeriesView implements NodeView {
  readonly dom = document.createElement("section");
  readonly contentDOM = document.createElement("div");
  readonly #bar = document.createElement("div");
  readonly #label = document.createElement("span");
  readonly #note = document.createElement("p");
  readonly #choose: HTMLButtonElement;
  readonly #release: HTMLButtonElement;
  readonly #lookup: Lookup;
  readonly #stop: () => void;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, lookup: Lookup) {
    this.#node = node;
    this.#lookup = lookup;
    this.dom.dataset.box = "series";
    this.dom.setAttribute("aria-label", "Series box");
    this.#bar.contentEditable = "false";
    this.#bar.dataset.bar = "";
    this.#choose = button("", () => {
      if (view.editable)
        this.dom.dispatchEvent(new CustomEvent(chooseCollectionEvent, { bubbles: true, detail: this.#node.attrs.id }));
    });
    this.#release = button("Choose stories one by one", () => {
      const tr = view.editable ? bindSeries(view.state, this.#node.attrs.id, null) : null;
      if (tr) view.dispatch(tr);
      view.focus();
    });
    this.#bar.append(this.#label, this.#choose, this.#release, removeButton(view, getPos, "Remove box"), this.#note);
    this.dom.append(this.#bar, this.contentDOM);
    this.#stop = lookup.onChange(() => this.#show());
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show();
    return true;
  }
  #show(): void {
    const { collection } = this.#node.attrs;
    const isBound = collection !== null;
    const name = this.#lookup.collections.get(String(collection))?.name;
    this.#label.textContent = isBound ? `Series box: ${name ?? "a collection that you cannot open"}` : "Series box";
    this.#choose.textContent = isBound ? "Choose another collection" : "Show a collection";
    this.#release.hidden = !isBound;
    this.#note.textContent = isBound
      ? `Readers get the published stories of the collection in its order.${hidesParts(this.#node) ? " They do not get the stories that were added to this box." : ""}`
      : "";
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement && this.#bar.contains(event.target);
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
  destroy(): void {
    this.#stop();
  }
}
