// Applies the rules of zones to input other than keys: typing over a selection, cut, paste and drop.
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { zoneAt } from "#lib/document/zones.ts";
import { deleteAcrossZones } from "./delete-across-zones.ts";
import { googleClipType } from "./paste/google-suggestions.ts";
import { pastedHtml } from "./paste/pasted-html.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";
import { copiedTable } from "./table-paste.ts";
import { isTable } from "./table-position.ts";

const lines: readonly string[] = ["kicker", "headline", "standfirst"];

const crosses = (view: EditorView): boolean => deleteAcrossZones(view.state) !== null;

export function zoneInput(): Plugin {
  /** The data that Google Docs copies beside its HTML, kept from the paste event until the HTML is parsed. */
  let googleClip = "";
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        const tr = deleteAcrossZones(view.state);
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
        const tr = deleteAcrossZones(view.state);
        const pasted = pasteByZone(tr ?? view.state.tr, slice);
        if (pasted) view.dispatch(pasted.setMeta("paste", true).setMeta("uiEvent", "paste"));
        else if (tr) view.dispatch(tr.replaceSelection(slice).scrollIntoView().setMeta("paste", true));
        return pasted !== null || tr !== null;
      },
      handleDrop(view, event, slice, moved) {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        // Cells take text, no blocks.
        const isInTable = at !== null && isTable(view.state.doc.resolve(at.pos).node(1));
        if (isInTable && !slice.content.firstChild?.isInline && slice.content.childCount > 1) return true;
        // Nothing can be dropped into kicker, headline or standfirst, and a selection over several zones cannot be moved.
        return (at !== null && lines.includes(zoneAt(view.state.doc, at.pos))) || (moved && crosses(view));
      },
      handleDOMEvents: {
        paste(_view, event) {
          googleClip = event.clipboardData?.getData(googleClipType) ?? "";
          return false;
        },
        cut(view, event) {
          const tr = view.editable ? deleteAcrossZones(view.state) : null;
          if (!tr || !event.clipboardData) return false;
          const { dom, text } = view.serializeForClipboard(view.state.selection.content());
          event.preventDefault();
          event.clipboardData.clearData();
          event.clipboardData.setData("text/html", dom.innerHTML);
          event.clipboardData.setData("text/plain", text);
          view.dispatch(tr.setMeta("uiEvent", "cut"));
          return true;
        },
        // Input methods write into the page directly, so the selection is reduced to one zone first.
        compositionstart(view) {
          const tr = deleteAcrossZones(view.state);
          if (tr) view.dispatch(tr);
          return false;
        },
      },
    },
  });
}
