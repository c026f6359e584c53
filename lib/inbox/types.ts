import type { NoticeKind } from "../notices/types.ts";

/** A line of an inbox. */
export type NoticeRow = {
  id: string;
  kind: NoticeKind;
  /** Null: Galley itself, or a reader. */
  by: string | null;
  story: { id: string; headline: string };
  /** Of a comment. */
  threadId: string | null;
  /** The first words of the comment, note or report. */
  excerpt: string;
  at: string;
  readAt: string | null;
};

/** The notices about one story. */
export type NoticeGroup = {
  story: NoticeRow["story"];
  /** Newest first; the newest few where the inbox lists several stories. */
  notices: NoticeRow[];
  /** All that fit the filter, also those that are not in `notices`. */
  noticeCount: number;
  unreadCount: number;
};
