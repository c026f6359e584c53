// A paste as the editor takes it, in a page that no browser shows. Its tests run in the environment "jsdom".
import type { Node } from "@tiptap/pm/model";
import { EditorState, Selection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { blockIds } from "../writing/ids.ts";
import { zoneHands } from "../writing/zone-hands.ts";
import "#lib/document/steps.ts";

/** The blocks of the body after `html` was pasted into the empty paragraph of a new story. Throws when the server would refuse them. */
export function pasteHtml(html: string): Node[] {
  const doc = storyDocument({});
  const start = zoneRange(doc, "body");
  const state = EditorState.create({
    doc,
    selection: Selection.near(doc.resolve((start?.from ?? 0) + 1)),
    plugins: [blockIds(), zoneHands()],
  });
  const view = new EditorView(null, { state, handleScrollToSelection: () => true });
  try {
    view.pasteHTML(html, new Event("paste") as ClipboardEvent);
    const after = view.state.doc;
    guardDocument(after);
    const body = zoneRange(after, "body");
    return body ? after.slice(body.from, body.to).content.content.slice() : [];
  } finally {
    view.destroy();
  }
}
