"use client";
import type { Editor } from "@tiptap/react";
import dynamic from "next/dynamic";
import { LinkDialog } from "./bars/link-dialog.tsx";
import { PageQuestion } from "./bars/page-question.tsx";
import { StoryPicker } from "./bars/story-picker.tsx";
import { LazyCharactersDialog } from "./characters/lazy-characters-dialog.tsx";
import { KeyHelp } from "./keys/lazy-keys-dialog.tsx";
import type { Lookup } from "./lookup.ts";
import { MediaDialogs } from "./media/media-dialogs.tsx";
import { SignInAgain } from "./saving/sign-in-again.tsx";
import { insertRelated } from "./writing/block-commands.ts";

/** Loaded when they are opened. */
const SnippetDialog = dynamic(() => import("./snippets/snippet-dialog.tsx").then((part) => part.SnippetDialog));
const SaveSnippetDialog = dynamic(() =>
  import("./snippets/save-snippet-dialog.tsx").then((part) => part.SaveSnippetDialog),
);

/** The dialog that is open over the text. */
export type OpenDialog = "link" | "related" | "snippet" | "saveSnippet" | "character" | "signIn" | null;

type Props = {
  dialog: OpenDialog;
  close: () => void;
  editor: Editor;
  lookup: Lookup;
  /** Sends what is unsent, after the person has signed in again. */
  retry: () => void;
};

export function StoryDialogs({ dialog, close, editor, lookup, retry }: Props) {
  return (
    <>
      <KeyHelp />
      <PageQuestion editor={editor} />
      <MediaDialogs editor={editor} lookup={lookup} />
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
      {dialog === "character" && <LazyCharactersDialog editor={editor} close={close} />}
      {dialog === "snippet" && <SnippetDialog editor={editor} close={close} />}
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
