/** A public page as a reader's browser gets it. */
export type Page = {
  /** What kind of page it is, in words: "front page", "story with a correction". */
  kind: string;
  /** Full address. */
  address: string;
  status: number;
  html: string;
};

/** What a judge found wrong, as a sentence that tells where and what. */
export type Finding = { judge: string; address: string; says: string };

/** A judge whose tools are missing on this machine is skipped with a message; it never passes silently. */
export type Verdict = { findings: Finding[] } | { leftOut: string };
