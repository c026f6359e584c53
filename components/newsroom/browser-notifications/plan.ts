// Which notices the browser shows as notifications of its own.
import type { NoticeRow } from "#lib/inbox/types.ts";
import { noticeSentence } from "#lib/notices/policy.ts";

export type BrowserNotification = {
  title: string;
  body: string;
  href: string;
  /** A second notification with the same tag replaces the first. */
  tag: string;
};

const maxShown = 3;

/** The position of a notice in time; positions compare as text. */
const positionOf = ({ at, id }: NoticeRow): string => `${at} ${id}`;
export const newestPosition = (rows: readonly NoticeRow[]): string => (rows[0] ? positionOf(rows[0]) : "0");

/**
 * A notification for each notice after the position `since`, oldest first; a single one for more than three.
 * @param rows unread notices, newest first
 */
export function planNotifications(rows: readonly NoticeRow[], since: string): BrowserNotification[] {
  const fresh = rows.filter((row) => positionOf(row) > since);
  if (fresh.length > maxShown)
    return [
      {
        title: `${fresh.length} new notices`,
        body: [...new Set(fresh.map(({ story }) => story.headline || "Untitled"))].join("\n"),
        href: "/desk/inbox?show=unread",
        tag: "galley:inbox",
      },
    ];
  return fresh.toReversed().map(({ id, kind, by, story, threadId, excerpt }) => ({
    title: noticeSentence(kind, by, story.headline),
    body: excerpt,
    href: `/desk/stories/${story.id}${threadId ? `?thread=${threadId}` : ""}`,
    tag: `galley:${id}`,
  }));
}
