import { isolated } from "../mail/compose.ts";
import type { NoticeKind as MailKind } from "../mail/policy.ts";
import type { NoticeKind } from "./types.ts";

/**
 * Who is notified besides the people in `to`: `owners` created the story, have it or are its authors; `watchers` watch it, its
 * section or one of its owners; `editors` are those among the watchers, or all editors where nobody watches.
 */
type Audience = "owners" | "watchers" | "editors";
type Rule = {
  audience: readonly Audience[];
  /** The kind under which a person chooses when it is mailed; null: never mailed. */
  mail: MailKind | null;
  /** Comes also where the story is muted. */
  isDirect?: true;
};

export const noticeRules: Record<NoticeKind, Rule> = {
  MENTIONED: { audience: [], mail: "mention", isDirect: true },
  REPLIED: { audience: [], mail: "reply" },
  COMMENTED: { audience: [], mail: "comment" },
  ASSIGNED: { audience: [], mail: "assigned", isDirect: true },
  ACCEPTED: { audience: [], mail: null },
  DECLINED: { audience: [], mail: "declined", isDirect: true },
  DUE_SOON: { audience: [], mail: "due_soon", isDirect: true },
  OVERDUE: { audience: [], mail: "overdue", isDirect: true },
  FILED: { audience: ["editors"], mail: "filed" },
  SENT_BACK: { audience: ["owners"], mail: "sent_back", isDirect: true },
  APPROVED: { audience: ["owners", "watchers"], mail: "approved" },
  SCHEDULED: { audience: ["owners", "watchers"], mail: "scheduled" },
  PUBLISHED: { audience: ["owners", "watchers"], mail: "published" },
  STOPPED: { audience: ["owners", "editors"], mail: "publication_stopped", isDirect: true },
  TAKEN_DOWN: { audience: ["owners", "watchers"], mail: "taken_down" },
  CORRECTED: { audience: ["owners", "watchers"], mail: "correction" },
  REPORTED: { audience: ["owners", "watchers"], mail: "report" },
  PICTURE_ENDING: { audience: [], mail: null, isDirect: true },
  PICTURE_HIDDEN: { audience: [], mail: null, isDirect: true },
  GUEST_APPROVED: { audience: ["owners", "watchers"], mail: "approved", isDirect: true },
  WIRE_CHANGED: { audience: ["owners"], mail: "wire", isDirect: true },
  WIRE_WITHDRAWN: { audience: ["owners", "editors"], mail: "wire", isDirect: true },
};

/** The words for what happened, behind the name of the person who did it. */
type Words = {
  /** In the inbox, under the headline: "sent it back". */
  brief: string;
  /** In mail, before the headline: "sent back". */
  full: string;
  /** True where the sentence has no person in it. */
  isImpersonal?: true;
};

const words: Record<NoticeKind, Words> = {
  MENTIONED: { brief: "mentioned you", full: "mentioned you in" },
  REPLIED: { brief: "replied", full: "replied to a comment on" },
  COMMENTED: { brief: "commented", full: "commented on" },
  ASSIGNED: { brief: "assigned it to you", full: "assigned you to" },
  ACCEPTED: { brief: "accepted it", full: "accepted" },
  DECLINED: { brief: "declined it", full: "declined" },
  DUE_SOON: { brief: "Due soon", full: "Due soon:", isImpersonal: true },
  OVERDUE: { brief: "Overdue", full: "Overdue:", isImpersonal: true },
  FILED: { brief: "filed it", full: "filed" },
  SENT_BACK: { brief: "sent it back", full: "sent back" },
  APPROVED: { brief: "approved it", full: "approved" },
  SCHEDULED: { brief: "scheduled it", full: "scheduled" },
  PUBLISHED: { brief: "published it", full: "published" },
  STOPPED: { brief: "Scheduled action stopped", full: "Scheduled action stopped:", isImpersonal: true },
  TAKEN_DOWN: { brief: "took it down", full: "took down" },
  CORRECTED: { brief: "corrected it", full: "corrected" },
  REPORTED: { brief: "A reader reported a mistake", full: "A reader reported a mistake in", isImpersonal: true },
  PICTURE_ENDING: {
    brief: "The rights to a picture end soon",
    full: "The rights to a picture end soon in",
    isImpersonal: true,
  },
  PICTURE_HIDDEN: {
    brief: "The rights to a picture have ended",
    full: "The rights to a picture have ended in",
    isImpersonal: true,
  },
  GUEST_APPROVED: { brief: "A guest approved it", full: "A guest approved", isImpersonal: true },
  WIRE_CHANGED: {
    brief: "The wire sent a new version of its item",
    full: "The wire sent a new version of the item in",
    isImpersonal: true,
  },
  WIRE_WITHDRAWN: {
    brief: "The wire withdrew its item",
    full: "The wire withdrew the item in",
    isImpersonal: true,
  },
};

/** A notice under the headline of its story: "Lena Brandt sent it back". `by` is null for Galley and for readers. */
export const briefNotice = (kind: NoticeKind, by: string | null): string =>
  words[kind].isImpersonal ? words[kind].brief : `${by ?? "Galley"} ${words[kind].brief}`;

/** A notice as a sentence without its full stop: "Lena Brandt sent back “Harbour plans”", "Due soon: “Harbour plans”". */
export const noticeSentence = (kind: NoticeKind, by: string | null, headline: string): string => {
  const { full, isImpersonal } = words[kind];
  const quoted = `“${isolated(headline || "Untitled")}”`;
  return isImpersonal ? `${full} ${quoted}` : `${isolated(by ?? "Galley")} ${full} ${quoted}`;
};
