"use client";
import type { EditorView } from "@tiptap/pm/view";
import { type Editor, useEditor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { editorKey, isComposing } from "#components/newsroom/composition.ts";
import { namesForNewStory, namesOfStory } from "#lib/stories/actions.ts";
import type { OpenStory } from "#lib/stories/types.ts";
import { storyExtensions } from "./extensions.ts";
import { Lookup } from "./lookup.ts";
import type { PastedPicture } from "./pictures/pasted-pictures.ts";
import { Cursors } from "./presence/cursors.ts";
import { sayNotAdded } from "./saving/say-refused.ts";
import { explainRefusal } from "./suggesting/use-suggestions.ts";

export type Hands = {
  onAddKey: (event: KeyboardEvent) => boolean;
  onLink: () => void;
  onFind: () => void;
  onThread: (threadId: string) => void;
  onPictures: (files: File[], pos: number | null) => void;
  onPasted: (pictures: readonly PastedPicture[]) => void;
  onSuggestion: (id: string) => void;
};

let escaped = false;
/** In a list Tab nests items. After Escape it leaves the text as usual, so that keyboard users are not trapped. */
function leaveByTab(view: EditorView, event: KeyboardEvent): boolean {
  if (isComposing(event)) return editorKey(view, event, navigator.vendor.startsWith("Apple"));
  const leaves = event.key === "Tab" && escaped;
  if (event.key !== "Shift") escaped = event.key === "Escape";
  return leaves; // true: nothing else handles the key, and the browser moves the focus
}

/** The editor of one story with its lookup of names. The handlers in `hands` may change at any time. */
export function useStoryText(
  story: OpenStory,
  person: { id: string; name: string },
  hands: { current: Hands },
): { editor: Editor | null; lookup: Lookup; cursors: Cursors } {
  const { may } = story.status;
  const [cursors] = useState(() => new Cursors(story.version));
  const [lookup] = useState(() => {
    const known = new Lookup(story.names, () => namesOfStory({ storyId: story.id }));
    known.add({ people: [{ id: person.id, name: person.name }] });
    return known;
  });
  const [extensions] = useState(() =>
    storyExtensions({
      version: story.version,
      lookup,
      cursors,
      onAddKey: (event) => hands.current.onAddKey(event),
      onLink: () => hands.current.onLink(),
      onFind: () => hands.current.onFind(),
      onThread: (threadId) => hands.current.onThread(threadId),
      onPictures: (files, pos) => hands.current.onPictures(files, pos),
      onRefused: sayNotAdded,
      onPasted: (pictures) => hands.current.onPasted(pictures),
      suggesting: {
        personId: person.id,
        mode: { on: !may.edit && may.suggest, only: !may.edit && may.suggest },
        onRefused: explainRefusal,
        onSuggestion: (id) => hands.current.onSuggestion(id),
      },
    }),
  );
  const editor = useEditor({
    immediatelyRender: false,
    extensions,
    content: story.document,
    enableContentCheck: true,
    onContentError: ({ error }) => {
      throw error; // a document of an unknown schema must not be opened for writing
    },
    editable: may.edit || may.suggest,
    // The caret of a new story is in the headline.
    // A new story gets its caret from `handOver`.
    autofocus:
      may.edit && !story.creates && story.version === 0 && story.status.publication === "NEVER" ? "start" : false,
    // The style sheet is our own, because the content security policy refuses style elements without a nonce.
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    // Tiptap's own key maps clear and join by other rules, its clipboard text has no list markers, and its "delete" event scans the document at every key.
    enableCoreExtensions: { keymap: false, delete: false, drop: false, paste: false, clipboardTextSerializer: false },
    editorProps: {
      attributes: {
        id: "story-text",
        // Readers without the right to write can focus the text by keyboard, to select what a comment is about.
        tabindex: "0",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": "Story",
        spellcheck: "true",
      },
      handleDOMEvents: { keydown: leaveByTab },
    },
  });

  useEffect(() => {
    if (!editor) return;
    const look = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) lookup.complete(editor.state.doc);
    };
    editor.on("transaction", look);
    return () => {
      editor.off("transaction", look);
      lookup.end();
    };
  }, [editor, lookup]);

  const isNew = story.creates !== undefined;
  useEffect(() => {
    if (!isNew) return;
    const load = async () => {
      if (lookup.sections.length > 0) return;
      const answer = await namesForNewStory({}).catch(() => null);
      if (answer?.ok) lookup.add(answer.data);
    };
    void load();
    addEventListener("online", load);
    return () => removeEventListener("online", load);
  }, [isNew, lookup]);

  return { editor, lookup, cursors };
}
