"use client";
import type { Editor } from "@tiptap/react";
import { useEffect } from "react";
import { giveFocusBack } from "#components/newsroom/dialog.tsx";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { PageDialog, PageQuestion } from "./bars/page-question.tsx";
import type { Lookup } from "./lookup.ts";
import { MediaDialog, MediaDialogs } from "./media/media-dialogs.tsx";
import { SeriesDialogs } from "./series/series-dialogs.tsx";
import { insertRelated } from "./writing/block-commands.ts";

/** Loaded when they are opened. */
const StoryPicker = lazyPart("The list of stories", () =>
  import("./bars/story-picker.tsx").then((part) => part.StoryPicker),
);
const CharactersDialog = lazyPart("The list of characters", () =>
  import("./characters/characters-dialog.tsx").then((part) => part.CharactersDialog),
);
const SnippetDialog = lazyPart("The list of snippets", () =>
  import("./snippets/snippet-dialog.tsx").then((part) => part.SnippetDialog),
);
const WireDialog = lazyPart("The wire", () => import("./wires/wire-dialog.tsx").then((part) => part.WireDialog));
/** Nothing of it is needed before one can write. */
const OriginWatch = lazyPart("The state of wire items", () =>
  import("./wires/origin-watch.ts").then((part) => part.OriginWatch),
);
const SaveSnippetDialog = lazyPart("The dialog", () =>
  import("./snippets/save-snippet-dialog.tsx").then((part) => part.SaveSnippetDialog),
);
/** Loaded in idle time: keys or a paste open them while one writes, and one opens when nothing can be saved. */
const LinkDialog = lazyPart("The dialog", () => import("./bars/link-dialog.tsx").then((part) => part.LinkDialog));
const SignInAgain = lazyPart("The dialog", () => import("./saving/sign-in-again.tsx").then((part) => part.SignInAgain));
export const preloadDialogs = [
  MediaDialog.preload,
  PageDialog.preload,
  LinkDialog.preload,
  SignInAgain.preload,
  CharactersDialog.preload,
  StoryPicker.preload,
  SnippetDialog.preload,
];

/** The dialog that is open over the text. */
export type OpenDialog = "link" | "related" | "snippet" | "wire" | "saveSnippet" | "character" | "signIn" | null;

type Props = {
  dialog: OpenDialog;
  storyId: string;
  close: () => void;
  editor: Editor;
  lookup: Lookup;
  /** Sends what is unsent, after the person has signed in again. */
  retry: () => void;
};

export function StoryDialogs({ dialog, storyId, close, editor, lookup, retry }: Props) {
  // The menu that opened a dialog is gone when it closes, so nothing else takes the focus.
  useEffect(() => {
    if (dialog !== null) return () => giveFocusBack(editor.view.dom);
  }, [dialog, editor]);
  return (
    <>
      <OriginWatch editor={editor} />
      <PageQuestion editor={editor} />
      <MediaDialogs editor={editor} lookup={lookup} />
      <SeriesDialogs editor={editor} lookup={lookup} />
      {dialog === "link" && <LinkDialog editor={editor} lookup={lookup} close={close} />}
      {dialog === "related" && (
        <StoryPicker
          title="Related story"
          without={[]}
          close={close}
          choose={(found) => {
            close();
            lookup.add({ stories: [found] });
            const tr = insertRelated(editor.state, found.id);
            if (tr) editor.view.dispatch(tr);
            editor.view.focus();
          }}
        />
      )}
      {dialog === "character" && <CharactersDialog editor={editor} close={close} />}
      {dialog === "snippet" && <SnippetDialog editor={editor} close={close} />}
      {dialog === "wire" && <WireDialog editor={editor} storyId={storyId} close={close} />}
      {dialog === "saveSnippet" && <SaveSnippetDialog editor={editor} close={close} />}
      {dialog === "signIn" && (
        <SignInAgain
          close={close}
          done={() => {
            close();
            retry();
            editor.view.focus();
          }}
        />
      )}
    </>
  );
}
