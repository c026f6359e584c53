// Pastes into an editor without a browser. Tests that use it run in the environment "jsdom".
import type { Node } from "@tiptap/pm/model";
import { EditorState, Selection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { blockIds } from "../writing/ids.ts";
import { zoneHands } from "../writing/zone-hands.ts";
import "#lib/document/steps.ts";

/** The blocks of the body after `paste` into the empty paragraph of a new story. Throws when the server would refuse them. */
function bodyAfter(paste: (view: EditorView) => void): Node[] {
  const doc = storyDocument({});
  const start = zoneRange(doc, "body");
  const state = EditorState.create({
    doc,
    selection: Selection.near(doc.resolve((start?.from ?? 0) + 1)),
    plugins: [blockIds(), zoneHands()],
  });
  const view = new EditorView(null, { state, handleScrollToSelection: () => true });
  try {
    paste(view);
    const after = view.state.doc;
    guardDocument(after);
    const body = zoneRange(after, "body");
    return body ? after.slice(body.from, body.to).content.content.slice() : [];
  } finally {
    view.destroy();
  }
}

export const pasteHtml = (html: string): Node[] =>
  bodyAfter((view) => view.pasteHTML(html, new Event("paste") as ClipboardEvent));

/** A paste of everything that a clipboard holds, by type. */
export const pasteClipboard = (data: Readonly<Record<string, string>>): Node[] =>
  bodyAfter((view) => {
    const event = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: (type: string) => data[type] ?? "", files: [] } });
    view.dom.dispatchEvent(event);
  });
