// Pastes into an editor without a browser. Tests that use it run in the environment "jsdom".
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Plugin, Selection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { pastePictures, watchPastes } from "../pictures/paste-pictures.ts";
import { blockIds } from "../writing/ids.ts";
import { type LeftOut, onPasteReport } from "../writing/paste-report.ts";
import { textPaste } from "../writing/text-paste.ts";
import { zoneInput } from "../writing/zone-input.ts";
import "#lib/document/steps.ts";

/** A new story with the caret in the empty paragraph of its body. */
function newEditor(plugins: Plugin[]): EditorView {
  const doc = storyDocument({});
  const start = zoneRange(doc, "body");
  const selection = Selection.near(doc.resolve((start?.from ?? 0) + 1));
  const state = EditorState.create({ doc, selection, plugins: [blockIds(), ...plugins] });
  return new EditorView(null, { state, handleScrollToSelection: () => true });
}

/** The blocks of the body. Throws if the server would refuse the story. */
function bodyOf({ state }: EditorView): Node[] {
  guardDocument(state.doc);
  const body = zoneRange(state.doc, "body");
  return body ? state.doc.slice(body.from, body.to).content.content.slice() : [];
}

/** The blocks of the body after `paste` into a new story. */
function bodyAfter(paste: (view: EditorView) => void): Node[] {
  const view = newEditor([zoneInput()]);
  try {
    paste(view);
    return bodyOf(view);
  } finally {
    view.destroy();
  }
}

const pasteInto = (view: EditorView, html: string) => view.pasteHTML(html, new Event("paste") as ClipboardEvent);

export const pasteHtml = (html: string): Node[] => bodyAfter((view) => pasteInto(view, html));

/** A paste with its pictures: the blocks, and the report of what was left out. */
export async function pasteWithReport(html: string): Promise<{ blocks: Node[]; report: LeftOut[] }> {
  const report: LeftOut[] = [];
  const stop = onPasteReport((lines) => report.push(...lines));
  const view = newEditor([watchPastes(), textPaste(() => {}), zoneInput(), pastePictures(() => {})]);
  try {
    pasteInto(view, html);
    // The report is created after the whole paste was handled.
    await new Promise((resolve) => setTimeout(resolve));
    return { blocks: bodyOf(view), report };
  } finally {
    view.destroy();
    stop();
  }
}

/** Pastes a whole clipboard, by type. */
export const pasteClipboard = (data: Readonly<Record<string, string>>): Node[] =>
  bodyAfter((view) => {
    const event = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: (type: string) => data[type] ?? "", files: [] } });
    view.dom.dispatchEvent(event);
  });
