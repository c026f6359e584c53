import { describe, expect, test } from "vitest";
import type { Actor, Role } from "../actor.ts";
import {
  arrows,
  can,
  canCreate,
  canRead,
  canTranslate,
  copyAfterEdit,
  type StoryFacts,
  verbsFor,
  whyNoEdit,
} from "./policy.ts";
import { type CopyState, type Publication, verbs } from "./types.ts";

const copies: CopyState[] = ["DRAFT", "FILED", "READY", "SCHEDULED", "SPIKED"];
const publications: Publication[] = ["NEVER", "LIVE", "TAKEN_DOWN"];
const person = (role: Role, id: string = role): Actor => ({
  kind: "person",
  id,
  role,
  name: id,
  email: `${id}@example.org`,
  sessionId: "s",
});
const story = (copy: CopyState, publication: Publication, creatorId = "someone"): StoryFacts => ({
  kind: "STORY",
  copy,
  publication,
  sectionId: null,
  publishedSectionId: null,
  creatorId,
  assigneeId: null,
  isConfidential: false,
  sharedWith: [],
});

/** The expected verbs of an editor, by publication and copy state: the policy's table in another form. */
const editorHas: Record<Publication, Record<CopyState, string>> = {
  NEVER: {
    DRAFT: "file schedule publish spike nameVersion restoreRevision",
    FILED: "withdraw sendBack approve schedule publish spike nameVersion restoreRevision",
    READY: "sendBack schedule publish spike nameVersion restoreRevision",
    SCHEDULED: "unschedule publish spike nameVersion restoreRevision",
    SPIKED: "unspike",
  },
  LIVE: {
    DRAFT: "file schedule publish correct clarify takeDown nameVersion restoreRevision",
    FILED: "withdraw sendBack approve schedule publish correct clarify takeDown nameVersion restoreRevision",
    READY: "sendBack schedule publish correct clarify takeDown nameVersion restoreRevision",
    SCHEDULED: "unschedule publish correct clarify takeDown nameVersion restoreRevision",
    SPIKED: "takeDown unspike",
  },
  TAKEN_DOWN: {
    DRAFT: "file schedule publish reinstate spike nameVersion restoreRevision",
    FILED: "withdraw sendBack approve schedule publish reinstate spike nameVersion restoreRevision",
    READY: "sendBack schedule publish reinstate spike nameVersion restoreRevision",
    SCHEDULED: "unschedule publish reinstate spike nameVersion restoreRevision",
    SPIKED: "reinstate unspike",
  },
};

describe("verbs", () => {
  for (const publication of publications) {
    for (const copy of copies) {
      test(`an editor and an admin have exactly the listed verbs for ${copy} copy and publication ${publication}`, () => {
        for (const role of ["EDITOR", "ADMIN"] as const)
          expect(verbsFor(person(role), story(copy, publication)).join(" ")).toBe(editorHas[publication][copy]);
      });
    }
  }

  test("a reporter can file and withdraw, but never publish", () => {
    for (const publication of publications)
      for (const copy of copies)
        for (const verb of verbsFor(person("REPORTER"), story(copy, publication, "REPORTER")))
          expect(["file", "withdraw", "nameVersion", "restoreRevision"]).toContain(verb);
    expect(can(person("REPORTER"), "file", story("DRAFT", "NEVER"))).toBe(true);
    expect(can(person("REPORTER"), "withdraw", story("FILED", "NEVER"))).toBe(false);
    expect(can(person("REPORTER"), "withdraw", story("FILED", "NEVER", "REPORTER"))).toBe(true);
    expect(can(person("REPORTER"), "file", story("DRAFT", "LIVE"))).toBe(false);
  });

  test("a contributor has no verbs on the stories of others", () => {
    for (const publication of publications)
      for (const copy of copies) expect(verbsFor(person("CONTRIBUTOR"), story(copy, publication))).toEqual([]);
  });

  test("every verb is in the table", () => {
    expect(Object.keys(arrows).sort()).toEqual([...verbs].sort());
  });
});

describe("editing", () => {
  test("nobody edits spiked copy", () => {
    for (const role of ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"] as const)
      expect(whyNoEdit(person(role), story("SPIKED", "NEVER", role))).toBe("SPIKED");
  });

  test("a reporter can edit any draft or filed copy, but after publication only their own", () => {
    const reporter = person("REPORTER");
    expect(whyNoEdit(reporter, story("DRAFT", "NEVER"))).toBeNull();
    expect(whyNoEdit(reporter, story("FILED", "NEVER"))).toBeNull();
    expect(whyNoEdit(reporter, story("READY", "NEVER"))).toBe("READY");
    expect(whyNoEdit(reporter, story("DRAFT", "LIVE"))).toBe("LIVE");
    expect(whyNoEdit(reporter, story("DRAFT", "LIVE", "REPORTER"))).toBeNull();
    expect(whyNoEdit(reporter, { ...story("DRAFT", "LIVE"), assigneeId: "REPORTER" })).toBeNull();
    expect(whyNoEdit(reporter, story("SCHEDULED", "LIVE", "REPORTER"))).toBe("SCHEDULED");
  });

  test("a contributor can edit only their own drafts that were never published", () => {
    const contributor = person("CONTRIBUTOR");
    expect(whyNoEdit(contributor, story("DRAFT", "NEVER", "CONTRIBUTOR"))).toBeNull();
    expect(whyNoEdit(contributor, story("FILED", "NEVER", "CONTRIBUTOR"))).toBe("FILED");
    expect(whyNoEdit(contributor, story("DRAFT", "LIVE", "CONTRIBUTOR"))).toBe("LIVE");
    expect(whyNoEdit(contributor, story("DRAFT", "NEVER"))).toBe("NOT_YOURS");
  });

  test("an edit removes the approval and keeps the schedule", () => {
    expect(copyAfterEdit(person("EDITOR"), story("READY", "NEVER", "EDITOR"))).toBe("FILED");
    expect(copyAfterEdit(person("REPORTER"), story("READY", "NEVER", "REPORTER"))).toBe("DRAFT");
    expect(copyAfterEdit(person("EDITOR"), story("SCHEDULED", "LIVE"))).toBe("SCHEDULED");
    expect(copyAfterEdit(person("REPORTER"), story("FILED", "NEVER"))).toBe("FILED");
  });
});

test("stories can be translated, standing pages cannot", () => {
  expect([canTranslate({ kind: "STORY" }), canTranslate({ kind: "PAGE" })]).toEqual([true, false]);
});

test("only people who may publish can use a standing page, in any state and by any author", () => {
  for (const copy of copies)
    for (const publication of publications) {
      const page = { ...story(copy, publication, "REPORTER"), kind: "PAGE" as const, assigneeId: "CONTRIBUTOR" };
      for (const role of ["CONTRIBUTOR", "REPORTER"] as const) {
        expect(verbsFor(person(role), page)).toEqual([]);
        expect([canRead(person(role), page), whyNoEdit(person(role), page)]).toEqual([
          false,
          copy === "SPIKED" ? "SPIKED" : "NOT_YOURS",
        ]);
      }
      expect(verbsFor(person("EDITOR"), page)).toEqual(verbsFor(person("EDITOR"), { ...page, kind: "STORY" }));
    }
  expect([canCreate(person("REPORTER"), "PAGE"), canCreate(person("EDITOR"), "PAGE")]).toEqual([false, true]);
  expect(canCreate(person("CONTRIBUTOR"), "STORY")).toBe(true);
});
