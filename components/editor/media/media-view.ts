// The node view of a video, a sound or a document: its player or name, its editable caption, and its buttons.
import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { mediaAddress } from "#lib/media/addresses.ts";
import { durationInWords, sizeInWords } from "#lib/media/sizes.ts";
import type { MediaLook } from "#lib/stories/types.ts";
import type { MediaChoice } from "../blocks/part.ts";
import type { Lookup } from "../lookup.ts";
import { UploadLine } from "../pictures/figure-view.ts";
import { button, removeButton } from "../pictures/view-buttons.ts";

/** Event to the dialogs with what is asked for; that about a block bubbles from it. */
export const mediaEvent = "galley:media";
export type MediaRequestDetail =
  | { wish: "insert"; choice: MediaChoice }
  | { block: string; wish: "replace" | "captions" | "poster" };

/** Opens the dialog in which a video, a sound or a document is chosen. */
export const askForMedia = (choice: MediaChoice): void => {
  const detail: MediaRequestDetail = { wish: "insert", choice };
  document.dispatchEvent(new CustomEvent(mediaEvent, { detail }));
};

const names: Readonly<Record<string, string>> = { video: "video", audio: "audio", file: "file" };

/** "12:30, 14 MB" */
export const lengthAndSize = ({ durationSeconds, bytes }: Pick<MediaLook, "durationSeconds" | "bytes">): string =>
  [durationSeconds === null ? null : durationInWords(durationSeconds), sizeInWords(bytes)]
    .filter((part) => part !== null)
    .join(", ");

/** "Interview.mp3, 12:30, 14 MB" */
export const mediaInWords = (look: MediaLook): string => `${look.fileName}, ${lengthAndSize(look)}`;

export class MediaView implements NodeView {
  readonly dom = document.createElement("figure");
  readonly contentDOM = document.createElement("div");
  readonly #frame = document.createElement("div");
  readonly #words = document.createElement("p");
  readonly #player: HTMLVideoElement | HTMLAudioElement | null;
  readonly #captions: HTMLButtonElement | null = null;
  readonly #upload = new UploadLine();
  readonly #lookup: Lookup;
  readonly #stop: () => void;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, lookup: Lookup) {
    this.#node = node;
    this.#lookup = lookup;
    const kind = node.type.name;
    this.dom.dataset.media = kind;
    this.#frame.contentEditable = "false";
    this.#frame.dataset.bar = "";
    this.contentDOM.dataset.words = "";
    this.#player = kind === "file" ? null : document.createElement(kind === "video" ? "video" : "audio");
    if (this.#player) {
      this.#player.controls = true;
      this.#player.preload = "none";
      this.#frame.append(this.#player);
    }
    const ask = (label: string, wish: "replace" | "captions" | "poster") =>
      button(label, () => {
        const detail: MediaRequestDetail = { block: String(this.#node.attrs.id), wish };
        this.dom.dispatchEvent(new CustomEvent(mediaEvent, { bubbles: true, detail }));
      });
    this.#frame.append(this.#words, ask("Replace", "replace"));
    if (this.#player) this.#captions = ask("Captions and transcript", "captions");
    if (this.#captions) this.#frame.append(this.#captions);
    if (kind === "video") this.#frame.append(ask("Poster", "poster"));
    this.#frame.append(removeButton(view, getPos));
    this.dom.append(this.#frame, this.contentDOM);
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
    const { id, media, picture } = this.#node.attrs;
    const look = typeof media === "string" ? this.#lookup.media.get(media) : undefined;
    const upload = this.#lookup.uploads.get(String(id));
    if (upload) this.#upload.show(upload.name, upload.part);
    if (upload && !this.#upload.dom.isConnected) this.#frame.prepend(this.#upload.dom);
    else if (!upload) this.#upload.dom.remove();
    const name = names[this.#node.type.name];
    this.#words.textContent = look
      ? `${mediaInWords(look)}${look.captions ? ", with captions" : ""}`
      : upload
        ? ""
        : media === null
          ? `No ${name} yet`
          : `This ${name} is not known here`;
    if (this.#captions) this.#captions.hidden = !look;
    if (!this.#player) return;
    this.#player.hidden = !look;
    const source = look && typeof media === "string" ? mediaAddress(media, look) : "";
    if (look && this.#player.getAttribute("src") !== source) this.#player.src = source;
    const poster = typeof picture === "string" ? this.#lookup.pictures.get(picture)?.src : undefined;
    if (this.#player instanceof HTMLVideoElement) this.#player.poster = poster ?? "";
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.#frame.contains(event.target) && event.type !== "dragstart";
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
  destroy(): void {
    this.#stop();
  }
}
