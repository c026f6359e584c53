"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { Initials } from "#components/newsroom/initials.tsx";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import { When } from "#components/newsroom/when.tsx";
import { commentParts, mentionedIn, plainComment } from "#lib/comments/mention-schema.ts";
import { canEditComment } from "#lib/comments/policy.ts";
import type { CommentLine, Thread } from "#lib/comments/types.ts";
import type { Failure } from "#lib/errors.ts";
import classes from "./comments.module.css";
import { Composer } from "./composer.tsx";
import { type Comments, emptyDraft } from "./use-comments.ts";

type Props = {
  thread: Thread;
  gone: boolean;
  comments: Comments;
  /** Called with the thread's id before it moves to the resolved ones, and with null if it stays. */
  leaving?: (threadId: string | null) => void;
};

/** One thread: its anchor, its comments, and a box for a reply. */
export function ThreadBox({ thread, gone, comments, leaving }: Props) {
  const [replying, setReplying] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [begin, setBegin] = useState(emptyDraft);
  const active = comments.active === thread.id;
  const first = thread.comments[0];
  const about = thread.quote || (thread.blockId ? "A block without words" : "The story");
  const settle = async (resolved: boolean) => {
    setPending(true);
    setFailure(null);
    if (resolved) leaving?.(thread.id);
    const answer = await comments.settle(thread.id, resolved).catch((): Failure => ({ ok: false, code: "BUSY" }));
    setPending(false);
    if (!answer.ok) {
      leaving?.(null);
      return setFailure(answer);
    }
    if (resolved) comments.choose(null);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the quote is the button for keys
    <section
      className={classes.thread}
      data-box={thread.id}
      data-active={active || undefined}
      aria-label={`Comment by ${first?.person.name ?? "somebody"} on “${about.slice(0, 80)}”`}
      onClick={() => !active && comments.choose(thread.id)}
    >
      <button
        type="button"
        className={classes.quote}
        aria-pressed={active}
        data-story={thread.quote || thread.blockId ? undefined : ""}
        onClick={(event) => {
          event.stopPropagation();
          comments.choose(thread.id);
        }}
      >
        {about}
      </button>
      {gone && (
        <p className={classes.gone}>
          {thread.place ? "These words are no longer in the text." : "This block is no longer in the text."}
        </p>
      )}
      <ol>
        {thread.comments.map((line) => (
          <li key={line.id}>
            <Line line={line} comments={comments} />
          </li>
        ))}
      </ol>
      {thread.resolved && (
        <p className={classes.settled}>
          Resolved by {thread.resolved.by.name}, <When at={thread.resolved.at} />
        </p>
      )}
      <Problem failure={failure} />
      {replying || (active && !thread.resolved) ? (
        <Composer
          key={begin.commentId}
          label="Reply"
          verb="Reply"
          place={thread.id}
          drafts={comments.drafts}
          people={comments.people}
          begin={begin}
          focus={replying}
          send={(draft) => comments.reply(thread.id, draft)}
          close={() => {
            setReplying(false);
            setBegin(emptyDraft());
          }}
        />
      ) : null}
      <div className={classes.acts}>
        {thread.resolved ? (
          <Button variant="subtle" loading={pending} onClick={() => void settle(false)}>
            Reopen
          </Button>
        ) : (
          <>
            {!replying && !active && (
              <Button
                variant="subtle"
                onClick={() => {
                  setReplying(true);
                  comments.choose(thread.id);
                }}
              >
                Reply
              </Button>
            )}
            <Button variant="subtle" loading={pending} onClick={() => void settle(true)}>
              Resolve
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function Line({ line, comments }: { line: CommentLine; comments: Comments }) {
  const actor = useActor();
  const [editing, setEditing] = useState(false);
  return (
    <article className={classes.line} aria-label={`${line.person.name} wrote`}>
      <header>
        <Initials name={line.person.name} />
        <b>{line.person.name}</b>
        {line.person.isGuest && <span className={classes.guest}>Guest</span>}
        <span className={classes.when}>
          <When at={line.at} />
          {line.editedAt && ", edited"}
        </span>
        {canEditComment(actor, { personId: line.person.id }) && !editing && (
          <button type="button" className={classes.edit} onClick={() => setEditing(true)}>
            Edit
          </button>
        )}
      </header>
      {editing ? (
        <Composer
          label="Comment"
          verb="Save"
          place={line.id}
          drafts={comments.drafts}
          people={comments.people}
          begin={{ text: plainComment(line.text), chosen: mentionedIn(line.text), commentId: line.id }}
          focus
          send={(draft) => comments.edit(line.id, draft)}
          close={() => setEditing(false)}
        />
      ) : (
        <p>
          {commentParts(line.text).map((part, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
            typeof part === "string" ? part : <b key={i}>@{part.name}</b>,
          )}
        </p>
      )}
    </article>
  );
}
