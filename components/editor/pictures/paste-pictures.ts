import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { reportLeftOut } from "../writing/left-out-of-html.ts";
import { counted, leftOut } from "../writing/paste-report.ts";
import { hasPlace } from "./insert-picture.ts";
import { type ClipboardBytes, type PastedPicture, takePictures } from "./pasted-pictures.ts";
import { filesOf } from "./upload.ts";

const none: ClipboardBytes = { files: [], rtf: "" };
/** Null if the paste consists of files: they are uploaded, and the HTML only shows the same pictures. */
const bytesOf = (data: DataTransfer | null): ClipboardBytes | null => {
  if (!data) return none;
  return filesOf(data).length > 0 ? null : { files: [...data.files], rtf: data.getData("text/rtf") };
};

export const missingPictures = (names: readonly string[]): void =>
  leftOut({
    key: "picture",
    count: names.length,
    what: counted("picture could not be fetched", "pictures could not be fetched"),
    names,
    advice: "Add them with the button Picture.",
  });

/** Must read the clipboard before the HTML is cleaned, because cleaning removes the pictures. */
export const watchPastes = (): Plugin =>
  new Plugin({
    props: {
      transformPastedHTML: (html) => {
        reportLeftOut(html);
        return html;
      },
    },
  });

/**
 * Inserts a figure for each picture of a paste whose bytes are available, in the same step as the text, and passes the files to
 * `fill`. Must run after the HTML was cleaned.
 */
export function pastePictures(fill: (pictures: readonly PastedPicture[]) => void): Plugin {
  let clipboard: ClipboardBytes | null = none;
  let waiting: PastedPicture[] = [];
  const settle = (state: EditorState, before: Node) => {
    const taken = waiting;
    waiting = [];
    fill(taken.filter(({ blockId }) => hasPlace(state, blockId)));
    // If nothing was pasted, the refusal was already reported.
    const lost = state.doc.eq(before) ? [] : taken.filter(({ blockId }) => !hasPlace(state, blockId));
    leftOut({
      key: "no-place",
      count: lost.length,
      what: counted("picture has no place there", "pictures have no place there"),
      names: lost.map(({ name }) => name),
      advice: "Paste into the text of the story.",
    });
  };
  const remember = (data: DataTransfer | null): false => {
    clipboard = bytesOf(data);
    return false;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (_view, event) => remember(event.clipboardData),
        drop: (_view, event) => remember(event.dataTransfer),
      },
      transformPastedHTML(html, view: EditorView) {
        if (clipboard === null) {
          clipboard = none;
          return html;
        }
        const { html: marked, pictures, missing } = takePictures(html, clipboard);
        clipboard = none;
        missingPictures(missing);
        waiting = pictures;
        // The document has the figures only after the whole paste was handled.
        const { doc } = view.state;
        if (pictures.length > 0) setTimeout(() => !view.isDestroyed && settle(view.state, doc));
        return marked;
      },
    },
  });
}
