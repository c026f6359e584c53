import { describe, expect, test } from "vitest";
import type { Role } from "#lib/actor.ts";
import { verbsFor } from "#lib/stories/policy.ts";
import type { CopyState, Publication, StoryStatus } from "#lib/stories/types.ts";
import { arrangeVerbs, verbLabel } from "./verb-arrangement.ts";

function status(
  role: Role,
  copy: CopyState,
  publication: Publication,
  versions: { version: number; publishedVersion: number | null } = { version: 3, publishedVersion: null },
): StoryStatus {
  const actor = { kind: "person", id: "me", name: "Me", email: "me@example.org", role, sessionId: "s" } as const;
  const verbs = verbsFor(actor, {
    kind: "STORY",
    copy,
    publication,
    sectionId: null,
    publishedSectionId: null,
    creatorId: "me",
    assigneeId: null,
    isConfidential: false,
    sharedWith: [],
  });
  return {
    kind: "STORY",
    copy,
    publication,
    ...versions,
    editedAt: "2026-11-24T09:00:00.000Z",
    editedBy: null,
    firstPublishedAt: null,
    publishedAt: null,
    updatedAt: null,
    path: null,
    approvedBy: null,
    assignee: null,
    dueAt: null,
    flags: [],
    planDigest: "",
    isConfidential: false,
    sharedCount: 0,
    may: {
      edit: true,
      suggest: true,
      settle: true,
      comment: true,
      embargo: true,
      liftEmbargo: true,
      hideWords: true,
      moveAddress: true,
      nameReaders: true,
      editorsFields: true,
      verbs,
    },
    noEdit: null,
    schedule: { due: [], stopped: [], embargo: null, unlistedAt: null },
  };
}

describe("actions in the bar of a story", () => {
  test.each<[Role, CopyState, Publication, string | null]>([
    ["REPORTER", "DRAFT", "NEVER", "file"],
    ["CONTRIBUTOR", "DRAFT", "NEVER", "file"],
    ["REPORTER", "FILED", "NEVER", null],
    ["REPORTER", "READY", "NEVER", null],
    ["REPORTER", "DRAFT", "LIVE", "file"],
    ["EDITOR", "DRAFT", "NEVER", "publish"],
    ["EDITOR", "FILED", "NEVER", "approve"],
    ["EDITOR", "READY", "NEVER", "publish"],
    ["EDITOR", "FILED", "LIVE", "approve"],
    ["EDITOR", "DRAFT", "LIVE", "publish"],
    ["EDITOR", "SPIKED", "NEVER", "unspike"],
    ["ADMIN", "DRAFT", "TAKEN_DOWN", "publish"],
  ])(
    "highlights for %s, with a working copy that is %s and a story that is %s: %s",
    (role, copy, publication, main) => {
      expect(arrangeVerbs(status(role, copy, publication)).main).toBe(main);
    },
  );

  test("highlights nothing for an unchanged story that was taken down, and offers Reinstate in the menu", () => {
    const same = { version: 3, publishedVersion: 3 };
    const { main, more } = arrangeVerbs(status("EDITOR", "DRAFT", "TAKEN_DOWN", same));
    expect(main).toBeNull();
    expect(more).toContain("reinstate");
    expect(arrangeVerbs(status("EDITOR", "SPIKED", "TAKEN_DOWN", same)).main).toBe("unspike");
  });

  test.each<Role>(["REPORTER", "EDITOR"])(
    "does not offer filing of a published story without changes to %s",
    (role) => {
      const offered = (version: number) => {
        const { main, beside, more } = arrangeVerbs(status(role, "DRAFT", "LIVE", { version, publishedVersion: 3 }));
        return [main, ...beside, ...more];
      };
      expect(offered(3)).not.toContain("file");
      expect(offered(4)).toContain("file");
    },
  );

  test("offers every permitted verb exactly once", () => {
    for (const copy of ["DRAFT", "FILED", "READY", "SPIKED"] as const) {
      for (const publication of ["NEVER", "LIVE", "TAKEN_DOWN"] as const) {
        const here = status("EDITOR", copy, publication);
        const { main, beside, more } = arrangeVerbs(here);
        const elsewhere = ["clarify", "schedule", "unschedule", "restoreRevision"];
        const offered = [main, ...beside, ...more].filter((verb) => verb !== null);
        expect(offered.toSorted()).toEqual(here.may.verbs.filter((verb) => !elsewhere.includes(verb)).toSorted());
      }
    }
  });

  test("calls publishing an update only while the story is published", () => {
    expect(verbLabel("publish", { publication: "NEVER" })).toBe("Publish");
    expect(verbLabel("publish", { publication: "LIVE" })).toBe("Publish update");
    expect(verbLabel("publish", { publication: "TAKEN_DOWN" })).toBe("Publish");
  });
});
