"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useRef } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import type { AuthorshipRequest } from "./use-who-wrote.ts";
import classes from "./who-wrote.module.css";
import { quoted, writerWords } from "./writer-words.ts";

const width = 320;

type Props = { asked: AuthorshipRequest; editor: Editor; paper: HTMLElement | null; close: () => void };

/** The authors of the selected text, directly below it. */
export function WhoWroteBox({ asked, editor, paper, close }: Props) {
  const times = useTimes();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  if (!paper) return null;
  const frame = paper.getBoundingClientRect();
  const end = editor.view.coordsAtPos(Math.min(asked.at, editor.state.doc.content.size), -1);
  const left = Math.max(8, Math.min(end.left - frame.left - width / 2, frame.width - width - 8));
  const top = end.bottom - frame.top + paper.scrollTop + 8;
  const { pieces } = asked;
  const now = new Date();
  return (
    <div
      ref={box}
      className={classes.box}
      style={{ left, top, maxWidth: width }}
      role="dialog"
      aria-label="Who wrote this"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <div role="status">
        {!pieces && !asked.failure && <p>Looking it up…</p>}
        {pieces?.length === 0 && <p>There are no words here.</p>}
        {pieces?.length === 1 && pieces[0] && <p>{writerWords(pieces[0], now, times)}</p>}
        {pieces && pieces.length > 1 && (
          <ul>
            {pieces.map((piece) => (
              <li key={piece.from}>
                <q>{quoted(piece.text)}</q>
                {writerWords(piece, now, times)}
              </li>
            ))}
          </ul>
        )}
        {asked.more > 0 && <p>And {asked.more.toLocaleString("en-GB")} more. Select less to see them.</p>}
      </div>
      <Problem failure={asked.failure} />
    </div>
  );
}
