import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { reportLeftOut } from "../writing/left-out-of-html.ts";
import { counted, leftOut } from "../writing/paste-report.ts";
import { hasPlace } from "./insert-picture.ts";
import { type ClipboardBytes, type PastedPicture, takePictures } from "./pasted-pictures.ts";
import { filesOf } from "./upload.ts";

const none: ClipboardBytes = { files: [], rtf: "" };
/** Null where the paste is about the files themselves: they are uploaded, and the HTML only shows them once more. */
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

/** Must be asked before the HTML is cleaned: afterwards nobody knows what was there. */
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
 * Puts a figure into the text for each picture of a paste whose bytes are at hand, in the same step as the words, and hands the files to
 * `fill`. Must be asked after the HTML is cleaned.
 */
export function pastePictures(fill: (pictures: readonly PastedPicture[]) => void): Plugin {
  let clipboard: ClipboardBytes | null = none;
  let waiting: PastedPicture[] = [];
  const settle = (state: EditorState, before: Node) => {
    const taken = waiting;
    waiting = [];
    fill(taken.filter(({ blockId }) => hasPlace(state, blockId)));
    // Where nothing at all was pasted, what refused it has said why.
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
        // The text has them when all of the paste has been handled.
        const { doc } = view.state;
        if (pictures.length > 0) setTimeout(() => !view.isDestroyed && settle(view.state, doc));
        return marked;
      },
    },
  });
}
