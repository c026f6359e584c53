"use client";
import { TextSelection } from "@tiptap/pm/state";
import { type Editor, EditorContent, useEditorState } from "@tiptap/react";
import { useState } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { AddMenus } from "./bars/add-menus.tsx";
import { BlockHandles } from "./bars/block-handles.tsx";
import { Bubble } from "./bars/bubble.tsx";
import type { BlockChoice } from "./blocks/part.ts";
import { ClosedNote } from "./closed-note.tsx";
import commentClasses from "./comments/comments.module.css";
import type { WhoWrote } from "./history/use-who-wrote.ts";
import { LimitNote } from "./limit-note.tsx";
import type { Lookup } from "./lookup.ts";
import presenceClasses from "./presence/presence.module.css";
import { DecideNote } from "./saving/decide-note.tsx";
import type { Saving } from "./saving/use-story-loop.ts";
import { StateNotes } from "./state-notes.tsx";
import classes from "./story-screen.module.css";
import suggestingClasses from "./suggesting/suggesting.module.css";
import textClasses from "./text.module.css";
import { usePlace } from "./use-place.ts";
import { linkTriggerOf } from "./writing/link-trigger.ts";

/** Loaded when they are opened. */
const LinkMenu = lazyPart("The list of pages", () => import("./bars/link-menu.tsx").then((part) => part.LinkMenu));
const WhoWroteBox = lazyPart("The list of writers", () =>
  import("./history/who-wrote.tsx").then((part) => part.WhoWroteBox),
);

type Props = {
  storyId: string;
  editor: Editor;
  lookup: Lookup;
  saving: Saving;
  /** Something else, such as a comparison, covers the text. */
  isBehind: boolean;
  /** The person may suggest and not change the text. */
  suggestsOnly: boolean;
  writers: WhoWrote;
  adding: "menu" | "sheet" | null;
  choose: (choice: BlockChoice) => void;
  closeAdding: () => void;
  onAdd: (isNewLine: boolean) => void;
  takeKeys: (handler: ((event: KeyboardEvent) => boolean) | null) => void;
  onLink: () => void;
  onComment: (() => void) | undefined;
  /** Keeps the selected blocks as a snippet. Absent for people who may not. */
  onSnippet: (() => void) | undefined;
  /** Opens the panel with what waits for a choice. */
  onDecide: () => void;
};

/** The text with the notes above it and the menus that open in it. */
export function TextColumn(props: Props) {
  const { storyId, editor, lookup, saving, isBehind, suggestsOnly, writers, adding, choose, closeAdding, takeKeys } =
    props;
  const [paper, setPaper] = useState<HTMLElement | null>(null);
  const { status } = saving;
  usePlace(editor, storyId, paper);
  const link = useEditorState({ editor, selector: ({ editor: { state } }) => linkTriggerOf(state) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press below the last line means the last line
    <div
      ref={setPaper}
      className={classes.paper}
      data-behind={isBehind ? "" : undefined}
      onMouseDown={(event) => {
        if (event.target !== event.currentTarget || !editor.isEditable) return;
        event.preventDefault();
        const end = TextSelection.near(editor.state.doc.resolve(editor.state.doc.content.size), -1);
        editor.view.dispatch(editor.state.tr.setSelection(end));
        editor.view.focus();
      }}
    >
      <DecideNote count={saving.kept.length} open={props.onDecide} />
      {saving.isCreated && <StateNotes storyId={storyId} saving={saving} />}
      {status.noEdit && <ClosedNote reason={status.noEdit} suggests={suggestsOnly} />}
      {editor.isEditable && <LimitNote editor={editor} />}
      <EditorContent
        editor={editor}
        className={`${textClasses.sheet} ${presenceClasses.sheet} ${commentClasses.sheet} ${suggestingClasses.sheet}`}
      />
      {editor.isEditable && <BlockHandles editor={editor} paper={paper} onAdd={props.onAdd} />}
      <Bubble
        editor={editor}
        paper={paper}
        onLink={props.onLink}
        onComment={props.onComment}
        onSnippet={props.onSnippet}
        onWho={writers.ask}
      />
      {writers.asked && <WhoWroteBox asked={writers.asked} editor={editor} paper={paper} close={writers.close} />}
      <AddMenus editor={editor} paper={paper} adding={adding} choose={choose} close={closeAdding} onKeys={takeKeys} />
      {link && <LinkMenu editor={editor} lookup={lookup} paper={paper} trigger={link} takeKeys={takeKeys} />}
    </div>
  );
}
