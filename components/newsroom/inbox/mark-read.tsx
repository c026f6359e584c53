"use client";
import { Button } from "@mantine/core";
import { readAllNotices, readNotice } from "#lib/comments/actions.ts";
import { Problem } from "../problem.tsx";
import { useDoor } from "../use-door.ts";
import classes from "./inbox.module.css";

export function MarkAllRead({ disabled }: { disabled: boolean }) {
  const { send, pending, failure } = useDoor(readAllNotices);
  return (
    <>
      <Problem failure={failure} />
      <Button disabled={disabled} loading={pending} onClick={() => send({})}>
        Mark all read
      </Button>
    </>
  );
}

/** Takes a line off the unread ones without opening it. `line` names it for those who hear it. */
export function MarkRead({ noticeId, line }: { noticeId: string; line: string }) {
  const { send, pending } = useDoor(readNotice);
  return (
    <button
      type="button"
      className={classes.read}
      aria-label={`Mark as read: ${line}`}
      disabled={pending}
      onClick={() => send({ noticeId })}
    >
      Mark read
    </button>
  );
}
