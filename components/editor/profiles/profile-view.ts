// The node view of a profile: its buttons, and the lines, the portrait and the text in it.
import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { isPicture } from "#lib/document/nodes.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { button, removeButton } from "../pictures/view-buttons.ts";
import { boxHead } from "../writing/box-head.ts";
import { emptyPortrait } from "../writing/boxes.ts";

export class ProfileView implements NodeView {
  readonly dom = document.createElement("section");
  readonly contentDOM = document.createElement("div");
  readonly #bar = document.createElement("div");
  readonly #subject: HTMLButtonElement;
  readonly #portrait: HTMLButtonElement;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.#node = node;
    this.dom.dataset.box = "profile";
    this.dom.setAttribute("aria-label", "Profile");
    this.#bar.contentEditable = "false";
    this.#bar.dataset.bar = "";
    const label = document.createElement("span");
    label.textContent = "Profile";
    this.#subject = button("Is an organisation", () => {
      const { id, subject } = this.#node.attrs;
      if (!view.editable) return;
      const after = subject === "organisation" ? "person" : "organisation";
      view.dispatch(view.state.tr.step(new FieldStep(id, "subject", subject, after)));
    });
    this.#subject.title = "Search engines learn whether this is a person or an organisation";
    this.#portrait = button("Add portrait", () => {
      const pos = getPos();
      if (pos === undefined || !view.editable) return;
      const { tr, schema } = view.state;
      view.dispatch(tr.insert(pos + 1 + boxHead(this.#node).size, emptyPortrait(schema)).scrollIntoView());
    });
    this.#bar.append(label, this.#subject, this.#portrait, removeButton(view, getPos, "Remove profile"));
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
    this.#subject.setAttribute("aria-pressed", String(this.#node.attrs.subject === "organisation"));
    this.#portrait.hidden = this.#node.children.some(isPicture);
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement && this.#bar.contains(event.target);
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
