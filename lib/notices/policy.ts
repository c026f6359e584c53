import type { NoticeKind as MailKind } from "../mail/policy.ts";
import type { NoticeKind } from "./types.ts";

/**
 * Who is told besides those who are named: `owners` created the story, have it or are its authors; `watchers` watch it, its
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
};

/** What a person did, before the headline of the story; for Galley's own notices the whole beginning. */
const did: Record<NoticeKind, string> = {
  MENTIONED: "mentioned you on",
  REPLIED: "replied on",
  COMMENTED: "commented on",
  ASSIGNED: "assigned you to",
  ACCEPTED: "accepted",
  DECLINED: "declined",
  DUE_SOON: "Due soon:",
  OVERDUE: "Overdue:",
  FILED: "filed",
  SENT_BACK: "sent back",
  APPROVED: "approved",
  SCHEDULED: "scheduled",
  PUBLISHED: "published",
  STOPPED: "Stopped at its time:",
  TAKEN_DOWN: "took down",
  CORRECTED: "corrected",
  REPORTED: "A reader reported a mistake in",
};
const isWhole = new Set<NoticeKind>(["DUE_SOON", "OVERDUE", "STOPPED", "REPORTED"]);

/** The words of a notice before the headline: "Lena Brandt sent back", "Overdue:". */
export const noticeWords = (kind: NoticeKind, by: string | null): string =>
  isWhole.has(kind) ? did[kind] : `${by ?? "Galley"} ${did[kind]}`;
