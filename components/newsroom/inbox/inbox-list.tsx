import { IconInbox } from "@tabler/icons-react";
import Link from "next/link";
import type { NoticeRow } from "#lib/inbox/types.ts";
import { noticeWords } from "#lib/notices/policy.ts";
import emptyClasses from "../empty.module.css";
import { Initials } from "../initials.tsx";
import { When } from "../when.tsx";
import classes from "./inbox.module.css";
import { MarkRead } from "./mark-read.tsx";

/** A person’s notifications, newest first. Opening one marks it as read. */
export function InboxList({ rows }: { rows: readonly NoticeRow[] }) {
  return (
    <ul className={classes.list} aria-label="Inbox">
      {rows.map(({ id, kind, by, story, threadId, excerpt, at, readAt }) => {
        const headline = story.headline || "Untitled";
        const words = noticeWords(kind, by);
        return (
          <li key={id} data-unread={readAt ? undefined : ""}>
            <Initials name={by ?? "Galley"} size="lg" />
            <div className={classes.words}>
              <Link href={`/desk/stories/${story.id}${threadId ? `?thread=${threadId}` : ""}`}>
                {!readAt && <span className="vh">Unread: </span>}
                {words} <b>{headline}</b>
              </Link>
              <p>{excerpt}</p>
            </div>
            <span className={classes.when}>
              <When at={at} />
            </span>
            <span className={classes.act}>{!readAt && <MarkRead noticeId={id} line={`${words} ${headline}`} />}</span>
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
          ? "What is new appears here automatically."
          : "What happens to your stories, what is assigned to you, and comments and @mentions appear here."}
      </p>
      {unreadOnly && (
        <Link className="link" href="/desk/inbox">
          Show all
        </Link>
      )}
    </div>
  );
}
