import { IconInbox } from "@tabler/icons-react";
import Link from "next/link";
import type { NoticeKind, NoticeRow } from "#lib/comments/types.ts";
import emptyClasses from "../empty.module.css";
import { Initials } from "../initials.tsx";
import { When } from "../when.tsx";
import classes from "./inbox.module.css";
import { MarkRead } from "./mark-read.tsx";

const did: Record<NoticeKind, string> = {
  MENTIONED: "mentioned you on",
  REPLIED: "replied on",
  COMMENTED: "commented on",
};

/** A person’s notifications, newest first. Opening one marks it as read. */
export function InboxList({ rows }: { rows: readonly NoticeRow[] }) {
  return (
    <ul className={classes.list} aria-label="Inbox">
      {rows.map(({ id, kind, by, story, threadId, excerpt, at, readAt }) => {
        const headline = story.headline || "Untitled";
        return (
          <li key={id} data-unread={readAt ? undefined : ""}>
            <Initials name={by.name} size="lg" />
            <div className={classes.words}>
              <Link href={`/desk/stories/${story.id}?thread=${threadId}`}>
                {!readAt && <span className="vh">Unread: </span>}
                {by.name} {did[kind]} <b>{headline}</b>
              </Link>
              <p>{excerpt}</p>
            </div>
            <span className={classes.when}>
              <When at={at} />
            </span>
            <span className={classes.act}>
              {!readAt && <MarkRead noticeId={id} line={`${by.name} ${did[kind]} ${headline}`} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function EmptyInbox({ unreadOnly }: { unreadOnly: boolean }) {
  return (
    <div className={emptyClasses.empty}>
      <IconInbox size={28} stroke={1.3} aria-hidden="true" />
      <h2>{unreadOnly ? "No unread items" : "Nothing here yet"}</h2>
      <p>
        {unreadOnly
          ? "New comments and mentions appear here automatically."
          : "Comments on your stories, replies to your comments and @mentions of you appear here."}
      </p>
      {unreadOnly && (
        <Link className="link" href="/desk/inbox">
          Show all
        </Link>
      )}
    </div>
  );
}
