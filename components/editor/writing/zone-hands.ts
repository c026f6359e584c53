// What hands do beside keys: typing over, cutting, pasting and dropping, held to the zones.
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { zoneAt } from "#lib/document/zones.ts";
import { deleteAcross } from "./across-zones.ts";
import { googleClipType } from "./paste/google-suggestions.ts";
import { pastedHtml } from "./paste/pasted-html.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";
import { copiedTable } from "./table-paste.ts";
import { isTable } from "./table-place.ts";

const lines: readonly string[] = ["kicker", "headline", "standfirst"];

const crosses = (view: EditorView): boolean => deleteAcross(view.state) !== null;

export function zoneHands(): Plugin {
  /** What Google Docs copies beside its HTML, from the event of a paste until its HTML is read. */
  let googleClip = "";
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        const tr = deleteAcross(view.state);
        if (!tr) return false;
        view.dispatch(tr.insertText(text));
        return true;
      },
      transformPastedHTML(html) {
        const clip = googleClip;
        googleClip = "";
        return pastedHtml(html, clip);
      },
      transformCopied: copiedTable,
      transformPasted: (slice, view) => cleanSlice(slice, view.state.schema),
      handlePaste(view, _event, slice) {
        const tr = deleteAcross(view.state);
        const pasted = pasteByZone(tr ?? view.state.tr, slice);
        if (pasted) view.dispatch(pasted.setMeta("paste", true).setMeta("uiEvent", "paste"));
        else if (tr) view.dispatch(tr.replaceSelection(slice).scrollIntoView().setMeta("paste", true));
        return pasted !== null || tr !== null;
      },
      handleDrop(view, event, slice, moved) {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        // Into a cell go words, no blocks.
        const isInTable = at !== null && isTable(view.state.doc.resolve(at.pos).node(1));
        if (isInTable && !slice.content.firstChild?.isInline && slice.content.childCount > 1) return true;
        // Nothing is dropped into a line at the top, and a selection over several zones is not moved as one.
        return (at !== null && lines.includes(zoneAt(view.state.doc, at.pos))) || (moved && crosses(view));
      },
      handleDOMEvents: {
        paste(_view, event) {
          googleClip = event.clipboardData?.getData(googleClipType) ?? "";
          return false;
        },
        cut(view, event) {
          const tr = view.editable ? deleteAcross(view.state) : null;
          if (!tr || !event.clipboardData) return false;
          const { dom, text } = view.serializeForClipboard(view.state.selection.content());
          event.preventDefault();
          event.clipboardData.clearData();
          event.clipboardData.setData("text/html", dom.innerHTML);
          event.clipboardData.setData("text/plain", text);
          view.dispatch(tr.setMeta("uiEvent", "cut"));
          return true;
        },
        // An input method writes into the page by itself, so there must be one place to write into.
        compositionstart(view) {
          const tr = deleteAcross(view.state);
          if (tr) view.dispatch(tr);
          return false;
        },
      },
    },
  });
}
