// The node view of a picture in the text: the picture, its editable caption and credit, and its buttons.
import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { parseCrop } from "#lib/pictures/crops.ts";
import { hiddenWords } from "../../newsroom/pictures/hidden-words.ts";
import type { Lookup, PictureLook } from "../lookup.ts";
import { moveFigure } from "./gallery-moves.ts";
import { button, removeButton } from "./view-buttons.ts";

/** Event to the panel with the id of the block; it bubbles from the picture. */
export const describeEvent = "galley:describe";
/** Event with the id of the block whose picture is to be another one. */
export const replaceEvent = "galley:replace-picture";

/** An upload's progress: "Uploading map.png" with a bar. */
export class UploadLine {
  readonly dom = document.createElement("div");
  readonly #words = document.createElement("span");
  readonly #bar = document.createElement("progress");

  constructor() {
    this.dom.dataset.uploading = "";
    this.dom.setAttribute("role", "status");
    this.#bar.max = 1;
    this.dom.append(this.#words, this.#bar);
  }
  /** @param part share that was sent, 0 to 1; at 1 the server is decoding */
  show(name: string, part: number): void {
    this.#words.textContent = `Uploading ${name}`;
    this.#bar.setAttribute("aria-label", `Uploading ${name}`);
    if (part > 0 && part < 1) this.#bar.value = part;
    else this.#bar.removeAttribute("value");
  }
}

/** Moves the picture in its gallery; hidden outside of galleries. */
function moveButton(view: EditorView, getPos: () => number | undefined, by: 1 | -1): HTMLButtonElement {
  const element = button(by === 1 ? "Later" : "Earlier", () => {
    const pos = getPos();
    const moved = pos === undefined || !view.editable ? null : moveFigure(view.state, pos, by);
    if (!moved) return;
    view.dispatch(moved.tr);
    // The picture has a new element at its new place, so its button is pressed again there.
    const dom = view.nodeDOM(moved.pos);
    if (dom instanceof HTMLElement) dom.querySelector<HTMLButtonElement>(`[data-move="${by}"]`)?.focus();
  });
  element.dataset.move = String(by);
  return element;
}

export class FigureView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #picture = document.createElement("div");
  readonly #frame = document.createElement("div");
  readonly #image = document.createElement("img");
  readonly #hidden = document.createElement("p");
  readonly #describe: HTMLButtonElement;
  readonly #replace: HTMLButtonElement;
  readonly #upload = new UploadLine();
  readonly #lookup: Lookup;
  readonly #stop: () => void;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, lookup: Lookup) {
    this.#node = node;
    this.#lookup = lookup;
    this.dom = document.createElement("figure");
    this.dom.dataset.kind = node.type.name;
    this.contentDOM = document.createElement("div");
    this.contentDOM.dataset.words = "";
    this.#picture.contentEditable = "false";
    this.#picture.dataset.picture = "";
    this.#image.draggable = false;
    const tools = document.createElement("div");
    tools.dataset.tools = "";
    const send = (name: string) =>
      this.dom.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: this.#node.attrs.id }));
    this.#describe = button("Describe", () => send(describeEvent));
    this.#replace = button("Replace", () => view.editable && send(replaceEvent));
    // First what is always in sight: it must not float where the others would be.
    tools.append(
      this.#describe,
      moveButton(view, getPos, -1),
      moveButton(view, getPos, 1),
      this.#replace,
      removeButton(view, getPos),
    );
    this.#hidden.dataset.hiddenNote = "";
    this.#frame.dataset.frame = "";
    this.#frame.append(this.#image);
    this.#picture.append(this.#frame, this.#hidden, tools);
    this.dom.append(this.#picture, this.contentDOM);
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
    const { picture, alt, decorative, size } = this.#node.attrs;
    const look = typeof picture === "string" ? this.#lookup.pictures.get(picture) : undefined;
    this.dom.dataset.size = size ?? "normal";
    const isEmpty = picture === null;
    const upload = look ? undefined : this.#lookup.uploads.get(String(this.#node.attrs.id));
    if (upload) this.#upload.show(upload.name, upload.part);
    if (upload && !this.#upload.dom.isConnected) this.#picture.prepend(this.#upload.dom);
    else if (!upload) this.#upload.dom.remove();
    this.#picture.dataset.empty = look || upload ? "" : isEmpty ? "No picture yet" : "This picture is not known here";
    if (!look) this.#picture.removeAttribute("data-known");
    else this.#picture.dataset.known = "";
    this.#image.hidden = !look;
    this.#hidden.textContent = look?.hidden ? hiddenWords[look.hidden] : "";
    if (look && this.#image.getAttribute("src") !== look.src) {
      this.#image.width = look.width;
      this.#image.height = look.height;
      this.#image.style.backgroundColor = look.color;
      this.#image.src = look.src;
    }
    this.#cut(look);
    this.#replace.textContent = isEmpty ? "Choose a picture" : "Replace";
    this.#replace.toggleAttribute("data-needs", isEmpty && !upload);
    this.#replace.hidden = upload !== undefined;
    const needs = !isEmpty && alt === "" && !decorative;
    this.#image.alt = decorative ? "" : needs ? "Picture without alt text" : alt;
    this.#describe.textContent = needs ? "Add alt text" : "Alt text";
    this.#describe.toggleAttribute("data-needs", needs);
    this.#describe.hidden = isEmpty || upload !== undefined;
  }

  /** Shows the crop of the figure: the browser cuts it, so that it follows a change at once. */
  #cut(look: PictureLook | undefined): void {
    const { crop } = this.#node.attrs;
    const box = look && typeof crop === "string" ? parseCrop(crop) : null;
    const isInside = box && look && box.left + box.width <= look.width && box.top + box.height <= look.height;
    this.#frame.toggleAttribute("data-cut", Boolean(isInside));
    const { style } = this.#image;
    if (!box || !look || !isInside) {
      this.#frame.style.aspectRatio = "";
      style.width = style.left = style.top = "";
      return;
    }
    this.#frame.style.aspectRatio = `${box.width} / ${box.height}`;
    style.width = `${(look.width / box.width) * 100}%`;
    style.left = `${(-box.left / box.width) * 100}%`;
    style.top = `${(-box.top / box.height) * 100}%`;
  }

  stopEvent(event: Event): boolean {
    return (
      event.target instanceof globalThis.Node &&
      this.#picture.contains(event.target) &&
      event.target instanceof HTMLButtonElement
    );
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
  destroy(): void {
    this.#stop();
  }
}

/** The node view of a related story's card. */
export class RelatedView implements NodeView {
  readonly dom = document.createElement("div");
  readonly #name = document.createElement("b");
  readonly #lookup: Lookup;
  readonly #stop: () => void;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, lookup: Lookup) {
    this.#node = node;
    this.#lookup = lookup;
    this.dom.dataset.relatedStory = "";
    this.dom.contentEditable = "false";
    const label = document.createElement("span");
    label.textContent = "Related story";
    const remove = removeButton(view, getPos);
    this.dom.append(label, this.#name, remove);
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
    const story = this.#lookup.stories.get(String(this.#node.attrs.story));
    this.#name.textContent = story ? story.headline || "Untitled" : "A story that you cannot open";
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement;
  }
  ignoreMutation(): boolean {
    return true;
  }
  destroy(): void {
    this.#stop();
  }
}
