import type { NoticeKind, WatchKind } from "../postgres/generated/enums.ts";

export type { NoticeKind, WatchKind };

/** The facts of a story that decide who is notified about it. */
export type NoticeStory = {
  id: string;
  kind: "STORY" | "PAGE";
  headline: string;
  sectionId: string | null;
  publishedSectionId: string | null;
  creatorId: string | null;
  assigneeId: string | null;
  isConfidential: boolean;
  sharedWith: readonly string[];
};

export type StoryNotice = {
  kind: Exclude<NoticeKind, "MENTIONED" | "REPLIED" | "COMMENTED">;
  story: NoticeStory;
  /** People who are notified in any case: who was asked, who asked, or whose scheduled act was stopped. */
  to?: readonly (string | null)[];
  /** What the person who acted wrote; at most the first 1,000 characters are kept. */
  text?: string;
  /** The same key is one notice for each person. Absent: every call is a notice of its own. */
  key?: string;
};

/** What a person watches or has muted. */
export type WatchRow = { kind: WatchKind; subjectId: string; name: string; isMuted: boolean };
