// Reads the structure of pasted plain text: Markdown, lists, wrapped lines of a mail, an address over words, a whole page.
import type { Slice } from "@tiptap/pm/model";
import { type EditorState, Plugin, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { embed } from "#lib/document/blocks/embed/block.ts";
import { embedOfAddress, embedOfCode, embedOfInput } from "#lib/document/blocks/embed/providers.ts";
import { copiedText } from "#lib/document/copied-text.ts";
import { readDelimited, tableOfRows } from "#lib/document/delimited-text.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { isMarkdown } from "#lib/document/markdown-signs.ts";
import { isEmbed } from "#lib/document/nodes.ts";
import { blocksOfText } from "#lib/document/plain-blocks.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { readPage, type WholePage } from "#lib/document/whole-page.ts";
import { zoneAt } from "#lib/document/zones.ts";
import type { MarkdownBlocks } from "#lib/import/markdown-blocks.ts";
import { isSuggesting } from "../suggesting/mode.ts";
import { linkInserted, linkSelection, plainPasteKey } from "./auto-links.ts";
import { inBlocks, insertBlock } from "./block-commands.ts";
import { hasZones, insertSlice, insertZones, sliceOf } from "./insert-slice.ts";
import { cleanSlice } from "./paste.ts";
import { counted, leftOut } from "./paste-report.ts";
import { normalizeSigns } from "./pasted-signs.ts";
import { pasteIntoCells } from "./table-paste.ts";
import { isLine } from "./zone-moves.ts";

/** A pasted whole page with the choices that the writer has. */
export type PageOffer = { page: WholePage; insertParts: () => void; insertText: () => void };

type View = Pick<EditorView, "state" | "dispatch">;

const linesIn = (text: string): number => text.split(/[\r\n]+/).filter((line) => line.trim() !== "").length;

/** Whether lists and Markdown are read at the caret: not in a caption, a cell, or the single line of a headline. */
export function allowsBlocksAt(state: EditorState, text: string): boolean {
  const { $from, $to } = state.selection;
  const name = $from.parent.type.name;
  if (isLine($from) || name === "subheading" || name === "keyPoint") return $from.sameParent($to) && linesIn(text) > 1;
  return name === "paragraph" && inBlocks(state);
}

/** Whether parsing made anything else than one paragraph of each line. */
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

/** Turns the document after one change into the document after another. */
function turnInto(state: EditorState, wanted: EditorState): Transaction {
  const tr = state.tr;
  for (const step of stepsTo(state.doc, wanted.doc)) tr.step(step);
  const { anchor, head } = wanted.selection;
  return tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head))).scrollIntoView();
}

/**
 * Pastes a text in two changes: first as plain text, then as the blocks it describes, so that one undo restores the plain
 * text. A suggestion is made only of the second.
 */
export function pasteBlocks(view: View, plain: Slice, blocks: readonly NodeJson[]): void {
  const before = view.state;
  const { $to } = before.selection;
  const isAtEnd = $to.parentOffset === $to.parent.content.size && $to.parent.content.size > 0;
  pasteTwice(view, plain, () =>
    linkInserted(insertSlice(before, cleanSlice(sliceOf(before.schema, blocks, isAtEnd), before.schema))),
  );
}

/**
 * Pastes the address of content at a known provider, or an embed code, as an embed. Only into an empty paragraph, because an
 * address within a text is a link. In an embed that has no address yet, the pasted address becomes that of the embed.
 */
export function pasteEmbed(view: View, plain: Slice, text: string): boolean {
  const before = view.state;
  const { $from, empty } = before.selection;
  const around = $from.depth > 1 ? $from.node(1) : null;
  if (around && isEmbed(around) && around.attrs.embed === null) {
    const address = embedOfInput(text);
    if (address !== null) view.dispatch(before.tr.step(new FieldStep(around.attrs.id, "embed", null, address)));
    return address !== null;
  }
  const isEmptyParagraph = empty && $from.depth === 1 && $from.parent.content.size === 0;
  if (!isEmptyParagraph || $from.parent.type.name !== "paragraph" || !inBlocks(before)) return false;
  const stored = embedOfAddress(text) ?? embedOfCode(text);
  const tr = stored === null ? null : insertBlock(before, before.schema.nodeFromJSON(embed({ embed: stored })));
  if (!tr) return false;
  pasteTwice(view, plain, () => tr);
  return true;
}

/**
 * Pastes text with tabs or CSV as a table on its own line, and into the cells from the caret on within a table. One undo brings
 * back the text.
 */
export function pasteTable(view: View, plain: Slice, text: string): boolean {
  const before = view.state;
  const { $from } = before.selection;
  const isInCell = $from.parent.type.name === "tableCell";
  const isInBody =
    $from.depth === 1 && $from.parent.type.name === "paragraph" && zoneAt(before.doc, $from.pos) === "body";
  if (!isInCell && !(isInBody && inBlocks(before))) return false;
  const rows = readDelimited(text);
  if (!rows || (!isInCell && rows.length < 2)) return false;
  const made = tableOfRows(rows);
  if (!isInCell) {
    pasteBlocks(view, plain, [made]);
    return true;
  }
  const tr = pasteIntoCells(before.tr, before.schema.nodeFromJSON(made));
  if (tr) view.dispatch(tr.setMeta(plainPasteKey, true));
  return tr !== null;
}

function pasteTwice(view: View, plain: Slice, meaning: () => Transaction): void {
  const before = view.state;
  if (isSuggesting(before)) {
    view.dispatch(meaning().setMeta(plainPasteKey, true));
    return;
  }
  const wanted = before.apply(meaning());
  // A change that would pass a limit is refused with a message.
  if (wanted.doc.eq(before.doc)) return;
  view.dispatch(insertSlice(before, plain).setMeta(plainPasteKey, true));
  view.dispatch(
    turnInto(view.state, wanted).setMeta("paste", true).setMeta("uiEvent", "paste").setMeta(plainPasteKey, true),
  );
}

/** Inserts the parts of a page, each into its zone if that is free. */
export function insertPage(view: View, page: WholePage): void {
  const { schema } = view.state;
  const content = sliceOf(schema, page.parts).content;
  const tr =
    insertZones(view.state, content) ?? insertSlice(view.state, cleanSlice(sliceOf(schema, page.parts), schema));
  view.dispatch(linkInserted(tr).setMeta(plainPasteKey, true));
}

/** HTML that only colours text or keeps its lines, as code editors and mail programs write it. The plain text is used instead. */
const isOnlyText = (html: string): boolean =>
  /white-space:\s*pre|<pre[\s>]/i.test(html) &&
  !/<(?!\/?(?:html|head|body|meta|div|span|br|pre|code)\b)[a-z]/i.test(html.replace(/<!--.*?-->/gs, ""));

const loadMarkdown = (): Promise<(text: string) => MarkdownBlocks> =>
  import("#lib/import/markdown-blocks.ts").then(({ blocksOfMarkdown }) => blocksOfMarkdown);

export function textPaste(onPage: (offer: PageOffer) => void): Plugin {
  /** What is known about the current paste. */
  let isForcedPlain = false;
  let zones: Slice | null = null;

  const pasteText = (view: EditorView, slice: Slice, text: string): boolean => {
    if (pasteTable(view, slice, text)) return true;
    if (!allowsBlocksAt(view.state, text)) return false;
    const insertText = () => view.dispatch(insertSlice(view.state, slice));
    if (pasteEmbed(view, slice, text)) return true;
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
          else pasteBlocks(view, slice, blocks);
          leftOut({
            key: "markdown picture",
            count: pictures.length,
            what: counted("picture that could not be fetched", "pictures that could not be fetched"),
            names: pictures,
            advice: "Download them and add them with Add → Picture.",
          });
        },
        // The parser could not be loaded: the text is pasted unchanged.
        insertText,
      );
      return true;
    }
    const blocks = blocksOfText(text);
    if (blocks.length === 0 || isPlain(blocks, text)) return false;
    pasteBlocks(view, slice, blocks);
    return true;
  };

  return new Plugin({
    props: {
      clipboardTextParser(_text, _context, plain) {
        isForcedPlain = plain;
        return null as unknown as Slice; // ProseMirror pastes the slice itself
      },
      transformPastedHTML: normalizeSigns,
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
          const tr = insertZones(view.state, copied.content);
          if (tr) view.dispatch(tr);
          return tr !== null;
        }
        const text = event.clipboardData?.getData("text/plain") ?? "";
        const html = event.clipboardData?.getData("text/html") ?? "";
        if (isPlainOnly) {
          view.dispatch(insertSlice(view.state, slice).setMeta(plainPasteKey, true));
          return true;
        }
        const linked = linkSelection(view.state, text);
        if (linked) view.dispatch(linked);
        if (linked === null && pasteEmbed(view, slice, text)) return true;
        return linked !== null || ((html === "" || isOnlyText(html)) && text !== "" && pasteText(view, slice, text));
      },
    },
  });
}
