"use client";
import type { Editor } from "@tiptap/core";
import { useCallback, useRef, useState } from "react";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import type { Failure } from "#lib/errors.ts";
import { whoWrote } from "#lib/stories/actions.ts";
import type { WrittenBy } from "#lib/stories/types.ts";
import { collabOf } from "../saving/collab.ts";

export type ToldPiece = WrittenBy & { text: string };
/** `at`: the position in the text at which the answer is shown. */
export type AuthorshipRequest = { at: number; pieces: ToldPiece[] | null; more: number; failure: Failure | null };

export type WhoWrote = {
  asked: AuthorshipRequest | null;
  /** Asks about the selection, or about the line of the caret. */
  ask: () => void;
  close: () => void;
};

/** Asks the server who wrote the selected text. Unsaved changes are saved first, so that the server knows them. */
export function useWhoWrote(editor: Editor, storyId: string, flush: () => Promise<boolean>): WhoWrote {
  const [asked, setAsked] = useState<AuthorshipRequest | null>(null);
  const newest = useRef(0);

  const find = useCallback(async () => {
    const question = ++newest.current;
    const show = (given: Omit<AuthorshipRequest, "at">) =>
      question === newest.current && setAsked({ at: editor.state.selection.to, ...given });
    show({ pieces: null, more: 0, failure: null });
    if (!(await flush())) return show({ pieces: null, more: 0, failure: unreachable() });
    const { doc, selection } = editor.state;
    const [from, to] = selection.empty
      ? [selection.$from.start(), selection.$from.end()]
      : [selection.from, selection.to];
    const { version } = collabOf(editor.state);
    const answer = await whoWrote({ storyId, version, from, to }).catch(unreachable);
    if (!answer.ok) return show({ pieces: null, more: 0, failure: answer });
    const { pieces, more } = answer.data;
    show({
      pieces: pieces.map((piece) => ({ ...piece, text: doc.textBetween(piece.from, piece.to, " ", " ") })),
      more,
      failure: null,
    });
  }, [editor, storyId, flush]);

  const close = useCallback(() => {
    newest.current++;
    setAsked(null);
    editor.view.focus();
  }, [editor]);

  const ask = useCallback(() => void find(), [find]);
  return { asked, ask, close };
}
