// What a pasted plain text means: Markdown, lists, the broken lines of a mail, an address over words, a whole page.
import type { Slice } from "@tiptap/pm/model";
import { type EditorState, Plugin, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { copiedText } from "#lib/document/copied-text.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { isMarkdown } from "#lib/document/markdown-signs.ts";
import { blocksOfText } from "#lib/document/plain-blocks.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { readPage, type WholePage } from "#lib/document/whole-page.ts";
import type { MarkdownBlocks } from "#lib/import/markdown-blocks.ts";
import { isSuggesting } from "../suggesting/mode.ts";
import { asIs, linkAll, linkWords } from "./auto-links.ts";
import { inBlocks } from "./block-commands.ts";
import { cleanSlice } from "./paste.ts";
import { counted, leftOut } from "./paste-report.ts";
import { readSigns } from "./pasted-signs.ts";
import { hasZones, putIn, putZones, sliceOf } from "./put-in.ts";
import { isLine } from "./zone-moves.ts";

/** A whole page that was pasted, and what its writer may choose. */
export type PageOffer = { page: WholePage; insertParts: () => void; insertText: () => void };

type View = Pick<EditorView, "state" | "dispatch">;

const linesIn = (text: string): number => text.split(/[\r\n]+/).filter((line) => line.trim() !== "").length;

/** Whether lists and Markdown mean something where the caret is: not in a caption, a cell, or a single line of a headline. */
export function takesBlocks(state: EditorState, text: string): boolean {
  const { $from, $to } = state.selection;
  const name = $from.parent.type.name;
  if (isLine($from) || name === "subheading" || name === "keyPoint") return $from.sameParent($to) && linesIn(text) > 1;
  return name === "paragraph" && inBlocks(state);
}

/** Whether reading the text made anything else of it than one paragraph for each line. */
function isPlain(blocks: readonly NodeJson[], text: string): boolean {
  const lines = text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const isSame = (block: NodeJson, index: number) =>
    block.type === "paragraph" &&
    (block.content ?? []).length === 1 &&
    block.content?.[0]?.marks === undefined &&
    block.content?.[0]?.text === lines[index];
  return blocks.length === lines.length && blocks.every(isSame);
}

/** Makes the document that one change gave into the one that another would have given. */
function turnInto(state: EditorState, wanted: EditorState): Transaction {
  const tr = state.tr;
  for (const step of stepsTo(state.doc, wanted.doc)) tr.step(step);
  const { anchor, head } = wanted.selection;
  return tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head))).scrollIntoView();
}

/**
 * Pastes a text with its meaning in two changes: first as it is, then as what it means, so that one undo gives the plain
 * text. A suggestion is made of the second alone.
 */
export function pasteMeaning(view: View, plain: Slice, blocks: readonly NodeJson[]): void {
  const before = view.state;
  const { $to } = before.selection;
  const isAtEnd = $to.parentOffset === $to.parent.content.size && $to.parent.content.size > 0;
  const meaning = () => linkAll(putIn(before, cleanSlice(sliceOf(before.schema, blocks, isAtEnd), before.schema)));
  if (isSuggesting(before)) {
    view.dispatch(meaning().setMeta(asIs, true));
    return;
  }
  const wanted = before.apply(meaning());
  // A change that would pass a limit is refused, and its reason is shown.
  if (wanted.doc.eq(before.doc)) return;
  view.dispatch(putIn(before, plain).setMeta(asIs, true));
  view.dispatch(turnInto(view.state, wanted).setMeta("paste", true).setMeta("uiEvent", "paste").setMeta(asIs, true));
}

/** The parts of a page, each in its zone where that is free. */
export function insertPage(view: View, page: WholePage): void {
  const { schema } = view.state;
  const content = sliceOf(schema, page.parts).content;
  const tr = putZones(view.state, content) ?? putIn(view.state, cleanSlice(sliceOf(schema, page.parts), schema));
  view.dispatch(linkAll(tr).setMeta(asIs, true));
}

/** HTML that only colours text or keeps its lines, as code editors and mail programs write it: the plain text is read. */
const isOnlyText = (html: string): boolean =>
  /white-space:\s*pre|<pre[\s>]/i.test(html) &&
  !/<(?!\/?(?:html|head|body|meta|div|span|br|pre|code)\b)[a-z]/i.test(html.replace(/<!--.*?-->/gs, ""));

const loadMarkdown = (): Promise<(text: string) => MarkdownBlocks> =>
  import("#lib/import/markdown-blocks.ts").then(({ blocksOfMarkdown }) => blocksOfMarkdown);

export function textPaste(onPage: (offer: PageOffer) => void): Plugin {
  /** What is known of the paste that is being read. */
  let isForcedPlain = false;
  let zones: Slice | null = null;

  const pasteText = (view: EditorView, slice: Slice, text: string): boolean => {
    if (!takesBlocks(view.state, text)) return false;
    const insertText = () => view.dispatch(putIn(view.state, slice));
    const page = readPage(text);
    if (page) {
      onPage({ page, insertText, insertParts: () => insertPage(view, page) });
      return true;
    }
    if (isMarkdown(text)) {
      void loadMarkdown().then(
        (read) => {
          const { blocks, pictures } = read(text);
          if (blocks.length === 0) insertText();
          else pasteMeaning(view, slice, blocks);
          leftOut({
            key: "markdown picture",
            count: pictures.length,
            what: counted("picture that could not be fetched", "pictures that could not be fetched"),
            names: pictures,
            advice: "Download them and add them with Add → Picture.",
          });
        },
        // The reader could not be loaded: the text is pasted as it is.
        insertText,
      );
      return true;
    }
    const blocks = blocksOfText(text);
    if (blocks.length === 0 || isPlain(blocks, text)) return false;
    pasteMeaning(view, slice, blocks);
    return true;
  };

  return new Plugin({
    props: {
      clipboardTextParser(_text, _context, plain) {
        isForcedPlain = plain;
        return null as unknown as Slice; // ProseMirror's own way
      },
      transformPastedHTML: readSigns,
      clipboardTextSerializer: (slice) => copiedText(slice.content, location.origin),
      transformPasted(slice) {
        zones = hasZones(slice.content) ? slice : null;
        return slice;
      },
      handleDrop(view, event, slice, isMoved) {
        zones = null;
        const text = event.dataTransfer?.getData("text/plain") ?? "";
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        const isMore = event.dataTransfer?.getData("text/html") || (event.dataTransfer?.files.length ?? 0) > 0;
        if (isMoved || isMore || !at || text === "") return false;
        const $at = view.state.doc.resolve(at.pos);
        if (isLine($at)) return false;
        view.dispatch(view.state.tr.setSelection(Selection.near($at)));
        return pasteText(view, slice, text);
      },
      handlePaste(view, event, slice) {
        const [isPlainOnly, copied] = [isForcedPlain, zones];
        isForcedPlain = false;
        zones = null;
        if (copied) {
          const tr = putZones(view.state, copied.content);
          if (tr) view.dispatch(tr);
          return tr !== null;
        }
        const text = event.clipboardData?.getData("text/plain") ?? "";
        const html = event.clipboardData?.getData("text/html") ?? "";
        if (isPlainOnly) {
          view.dispatch(putIn(view.state, slice).setMeta(asIs, true));
          return true;
        }
        const linked = linkWords(view.state, text);
        if (linked) view.dispatch(linked);
        return linked !== null || ((html === "" || isOnlyText(html)) && text !== "" && pasteText(view, slice, text));
      },
    },
  });
}
