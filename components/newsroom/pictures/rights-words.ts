// The words for the rights of pictures.
import type { RightsFinding, RightsProblem } from "#lib/rights/types.ts";

type Words = { what: (finding: RightsFinding) => string; todo: string };

/** "2026-11-28 06:00 UTC" */
const instant = (at: string | null): string => (at ? `${at.slice(0, 16).replace("T", " ")} UTC` : "");
const ofCategory = (name: string): Words => ({
  what: () => name,
  todo: "Check the terms of the picture before you publish it, or choose another picture.",
});

const words: Record<RightsProblem, Words> = {
  WITHDRAWN: {
    what: () => "is withdrawn: readers no longer see it",
    todo: "Choose another picture, or ask an editor to allow it again.",
  },
  TRASHED: { what: () => "is in the trash", todo: "Choose another picture, or restore this one from the trash." },
  EXPIRED: {
    what: ({ at }) => `could be used until ${instant(at)}`,
    todo: "Choose another picture, or enter a later date if its rights were extended.",
  },
  NOT_YET: {
    what: ({ at }) => `may not be used before ${instant(at)}`,
    todo: "Choose another picture, or schedule the story for a later time.",
  },
  OVER_COUNT: {
    what: ({ usesAllowed }) =>
      usesAllowed === 1
        ? "may be shown in one story, and another one shows it"
        : `may be shown in ${usesAllowed} stories, and as many show it`,
    todo: "Choose another picture, or pay for more uses and enter them.",
  },
  UNKNOWN: ofCategory("has no recorded rights"),
  STAFF: ofCategory("is a staff picture"),
  AGENCY: ofCategory("is an agency picture"),
  HANDOUT: ofCategory("is a handout"),
  CREATIVE_COMMONS: ofCategory("has a Creative Commons licence"),
  ASK_FIRST: {
    what: ({ note }) => `is marked “Ask first”${note ? `: ${note}` : ""}`,
    todo: "Ask for permission before you publish it.",
  },
  PAY_PER_USE: ofCategory("is paid for each use"),
};

/** A problem as a check: which picture or file it is about and what is wrong, and what to do. */
export const rightsCheck = (finding: RightsFinding): { title: string; todo: string } => {
  const { what, todo } = words[finding.problem];
  return {
    title: `${finding.name} ${what(finding)}`,
    todo: finding.what === "PICTURE" ? todo : todo.replace("another picture", "another file"),
  };
};

/** Why a publication was refused, of all pictures, and what to do. */
export const explainRights = (findings: readonly RightsFinding[]): string =>
  [
    "Nothing was published.",
    ...findings.map((finding) => {
      const { title, todo } = rightsCheck(finding);
      return `${title}. ${todo}`;
    }),
  ].join(" ");
