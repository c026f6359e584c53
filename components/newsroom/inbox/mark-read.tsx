"use client";
import { Button } from "@mantine/core";
import { readAllNotices, readNotice, readStoryNotices } from "#lib/inbox/actions.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./inbox.module.css";

export function MarkAllRead({ disabled }: { disabled: boolean }) {
  const { send, pending, failure } = useServerAction(readAllNotices);
  return (
    <>
      <Problem failure={failure} />
      <Button disabled={disabled} loading={pending} onClick={() => send({})}>
        Mark all as read
      </Button>
    </>
  );
}

/** Marks one item as read without opening it. `line` names it for screen readers. */
export function MarkRead({ noticeId, line }: { noticeId: string; line: string }) {
  const { send, pending } = useServerAction(readNotice);
  return (
    <button
      type="button"
      className={classes.read}
      aria-label={`Mark as read: ${line}`}
      disabled={pending}
      onClick={() => send({ noticeId })}
    >
      Mark as read
    </button>
  );
}

/** Marks everything about a story as read. */
export function MarkStoryRead({ storyId, headline, count }: { storyId: string; headline: string; count: number }) {
  const { send, pending } = useServerAction(readStoryNotices);
  return (
    <button
      type="button"
      className={classes.read}
      aria-label={`Mark all ${count} as read: ${headline}`}
      disabled={pending}
      onClick={() => send({ storyId })}
    >
      Mark all {count} as read
    </button>
  );
}
