import { describe, expect, test } from "vitest";
import type { Role } from "#lib/actor.ts";
import { verbsFor } from "#lib/stories/policy.ts";
import type { CopyState, Publication, StoryStatus } from "#lib/stories/types.ts";
import { arrange, nameOf } from "./arrangement.ts";

function status(
  role: Role,
  copy: CopyState,
  publication: Publication,
  versions: { version: number; publishedVersion: number | null } = { version: 3, publishedVersion: null },
): StoryStatus {
  const actor = { kind: "person", id: "me", name: "Me", email: "me@example.org", role, sessionId: "s" } as const;
  const verbs = verbsFor(actor, { kind: "STORY", copy, publication, creatorId: "me", assigneeId: null });
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
    may: { edit: true, suggest: true, settle: true, comment: true, embargo: true, verbs },
    noEdit: null,
    schedule: { due: [], stopped: [], embargo: null },
  };
}

describe("the bar of a story", () => {
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
  ])("%s with a copy that is %s and a story that is %s: the filled button is %s", (role, copy, publication, main) => {
    expect(arrange(status(role, copy, publication)).main).toBe(main);
  });

  test("a story that was taken down and not changed since has no filled button, and Reinstate in the menu", () => {
    const same = { version: 3, publishedVersion: 3 };
    const { main, more } = arrange(status("EDITOR", "DRAFT", "TAKEN_DOWN", same));
    expect(main).toBeNull();
    expect(more).toContain("reinstate");
    expect(arrange(status("EDITOR", "SPIKED", "TAKEN_DOWN", same)).main).toBe("unspike");
  });

  test.each<Role>(["REPORTER", "EDITOR"])(
    "a published story without changes is not offered for filing to %s",
    (role) => {
      const offered = (version: number) => {
        const { main, beside, more } = arrange(status(role, "DRAFT", "LIVE", { version, publishedVersion: 3 }));
        return [main, ...beside, ...more];
      };
      expect(offered(3)).not.toContain("file");
      expect(offered(4)).toContain("file");
    },
  );

  test("every verb that the person may use is offered once", () => {
    for (const copy of ["DRAFT", "FILED", "READY", "SPIKED"] as const) {
      for (const publication of ["NEVER", "LIVE", "TAKEN_DOWN"] as const) {
        const here = status("EDITOR", copy, publication);
        const { main, beside, more } = arrange(here);
        const elsewhere = ["clarify", "schedule", "unschedule", "restoreRevision"];
        const offered = [main, ...beside, ...more].filter((verb) => verb !== null);
        expect(offered.toSorted()).toEqual(here.may.verbs.filter((verb) => !elsewhere.includes(verb)).toSorted());
      }
    }
  });

  test("publishing again is called an update only while readers have the story", () => {
    expect(nameOf("publish", { publication: "NEVER" })).toBe("Publish");
    expect(nameOf("publish", { publication: "LIVE" })).toBe("Publish update");
    expect(nameOf("publish", { publication: "TAKEN_DOWN" })).toBe("Publish");
  });
});
