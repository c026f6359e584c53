import { IconInbox } from "@tabler/icons-react";
import Link from "next/link";
import type { NoticeGroup, NoticeRow } from "#lib/inbox/types.ts";
import { briefNotice } from "#lib/notices/policy.ts";
import emptyClasses from "../empty.module.css";
import { Initials } from "../initials.tsx";
import { When } from "../when.tsx";
import classes from "./inbox.module.css";
import { MarkRead, MarkStoryRead } from "./mark-read.tsx";
import { NoticeLink } from "./notice-link.tsx";

type Props = {
  groups: readonly NoticeGroup[];
  unreadOnly: boolean;
  /** One story fills the page, with all its notices. */
  isOneStory: boolean;
};

/** A person’s notices by story; the story with the newest one comes first. */
export function InboxList({ groups, unreadOnly, isOneStory }: Props) {
  return groups.map(({ story, notices, noticeCount, unreadCount }) => {
    const headline = story.headline || "Untitled";
    const title = `story-${story.id}`;
    return (
      <section key={story.id} className={classes.group} aria-labelledby={title}>
        <header className={classes.head}>
          <h2 id={title}>
            <Link href={`/desk/stories/${story.id}`} prefetch={false}>
              <bdi>{headline}</bdi>
            </Link>
          </h2>
          {unreadCount > 1 && <MarkStoryRead storyId={story.id} headline={headline} count={unreadCount} />}
        </header>
        <ul className={classes.list}>
          {notices.map((notice) => (
            <Line key={notice.id} notice={notice} headline={headline} />
          ))}
        </ul>
        {!isOneStory && noticeCount > notices.length && (
          <Link
            className={`link ${classes.rest}`}
            href={`/desk/inbox?${unreadOnly ? "show=unread&" : ""}story=${story.id}`}
            prefetch={false}
          >
            Show all {noticeCount.toLocaleString("en-GB")}
            <span className="vh"> about {headline}</span>
          </Link>
        )}
      </section>
    );
  });
}

function Line({ notice, headline }: { notice: NoticeRow; headline: string }) {
  const { id, kind, by, story, threadId, excerpt, at, readAt } = notice;
  const words = briefNotice(kind, by);
  return (
    <li data-unread={readAt ? undefined : ""}>
      <Initials name={by ?? "Galley"} size="lg" />
      <div className={classes.words}>
        <NoticeLink
          noticeId={id}
          isUnread={!readAt}
          href={`/desk/stories/${story.id}${threadId ? `?thread=${threadId}` : ""}`}
        >
          {!readAt && <span className="vh">Unread: </span>}
          {words}
          <span className="vh">: {headline}</span>
        </NoticeLink>
        {excerpt !== "" && <p dir="auto">{excerpt}</p>}
      </div>
      <span className={classes.when}>
        <When at={at} />
      </span>
      <span className={classes.act}>{!readAt && <MarkRead noticeId={id} line={`${words}: ${headline}`} />}</span>
    </li>
  );
}

export function EmptyInbox({ unreadOnly }: { unreadOnly: boolean }) {
  return (
    <div className={emptyClasses.empty}>
      <IconInbox size={28} stroke={1.3} aria-hidden="true" />
      <h2>{unreadOnly ? "No unread items" : "Nothing here yet"}</h2>
      <p>
        {unreadOnly
          ? "New notices appear here automatically."
          : "Assignments, comments, @mentions and every step of your stories appear here."}
      </p>
      {unreadOnly && (
        <Link className="link" href="/desk/inbox">
          Show all
        </Link>
      )}
    </div>
  );
}
