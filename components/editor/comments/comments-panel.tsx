"use client";
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { showKeys } from "../keys/show-keys.ts";
import classes from "./comments.module.css";
import { Composer } from "./composer.tsx";
import { ThreadBox } from "./thread-box.tsx";
import type { Comments } from "./use-comments.ts";

/** The keyboard shortcut for a new comment, independent of the focus. */
export const commentKeys = "Mod Alt M";

/** All threads of the story in the order of its text; resolved ones are folded below. */
export function CommentsPanel({ comments }: { comments: Comments }) {
  const { open, resolved, draft, active } = comments;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active && open)
      list.current?.querySelector(`[data-box="${CSS.escape(active)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active, open]);
  // The focused button moves with its thread in the list, so the focus is moved to the thread's new position.
  const leaving = useRef<string | null>(null);
  useEffect(() => {
    if (!resolved.some(({ id }) => id === leaving.current)) return;
    leaving.current = null;
    if (document.activeElement === document.body) list.current?.querySelector("summary")?.focus();
  }, [resolved]);
  return (
    <div ref={list} className={classes.comments}>
      {draft ? (
        <section className={classes.thread} data-box="new" data-active="" aria-label="New comment">
          {draft.quote && <p className={classes.quote}>{draft.quote}</p>}
          <Composer
            key={draft.commentId}
            label={draft.quote ? "Comment" : "Comment on the story"}
            verb="Comment"
            place="new"
            drafts={comments.drafts}
            people={comments.people}
            begin={draft}
            focus
            send={comments.send}
            close={comments.drop}
          />
        </section>
      ) : (
        <div className={classes.first}>
          <Button variant="default" onClick={() => comments.begin("story")}>
            Comment on the story
          </Button>
        </div>
      )}
      {open?.length === 0 && !draft && (
        <p className={classes.none}>
          No open comments. Select words in the text and choose Comment, or press {showKeys(commentKeys)}.
        </p>
      )}
      {open && open.length > 0 && (
        <ol aria-label="Open comments">
          {open.map((thread) => (
            <li key={thread.id}>
              <ThreadBox
                thread={thread}
                gone={thread.gone}
                comments={comments}
                leaving={(threadId) => {
                  leaving.current = threadId;
                }}
              />
            </li>
          ))}
        </ol>
      )}
      {resolved.length > 0 && (
        <details className={classes.resolved} open={resolved.some(({ id }) => id === active) || undefined}>
          <summary>Resolved {resolved.length}</summary>
          <ol aria-label="Resolved comments">
            {resolved.map((thread) => (
              <li key={thread.id}>
                <ThreadBox thread={thread} gone={false} comments={comments} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}
