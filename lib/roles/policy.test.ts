import { describe, expect, test } from "vitest";
import type { Person } from "../actor.ts";
import { canHandleReport } from "../reports/policy.ts";
import {
  canHideWords,
  canMoveAddress,
  canMoveToSection,
  missingRight,
  verbsFor,
  whyNoEdit,
} from "../stories/policy.ts";
import { type CopyState, type Publication, verbs } from "../stories/types.ts";
import {
  canGive,
  canManageRoles,
  canRead,
  describeGrant,
  hasFor,
  hasIn,
  includes,
  neededRight,
  presets,
} from "./policy.ts";
import type { Grant } from "./types.ts";

const sport = "sport";
const city = "city";
const person = (grant: Partial<Grant> | null, role: Person["role"] = "CONTRIBUTOR"): Person => ({
  kind: "person",
  id: "me",
  name: "Me",
  email: "me@example.org",
  role,
  sessionId: "s",
  ...(grant && {
    customRole: {
      id: "r",
      name: "Sport editor",
      privileges: presets.EDITOR.privileges,
      sections: null,
      isOwnOnly: false,
      readsElsewhere: true,
      ...grant,
    },
  }),
});
const story = (
  sectionId: string | null,
  given: { creatorId?: string; copy?: CopyState; publication?: Publication; publishedSectionId?: string | null } = {},
) =>
  ({
    kind: "STORY",
    copy: "DRAFT",
    publication: "NEVER",
    sectionId,
    publishedSectionId: null as string | null,
    creatorId: "other",
    assigneeId: null,
    isConfidential: false,
    sharedWith: [] as string[],
    ...given,
  }) as const;
const everyState = (["DRAFT", "FILED", "READY", "SCHEDULED", "SPIKED"] as const).flatMap((copy) =>
  (["NEVER", "LIVE", "TAKEN_DOWN"] as const).map((publication) => ({ copy, publication })),
);

describe("a role that is limited to sections", () => {
  const sportEditor = person({ sections: [sport] });

  test("allows in its section, in every state, exactly what the same role allows without a limit", () => {
    for (const state of everyState) {
      const one = story(sport, state);
      expect(verbsFor(sportEditor, one)).toEqual(verbsFor(person({}), one));
      expect(verbsFor(sportEditor, one)).toEqual(verbsFor(person(null, "EDITOR"), one));
      expect(whyNoEdit(sportEditor, one)).toBe(whyNoEdit(person(null, "EDITOR"), one));
    }
  });

  test("allows no verb and no edit on stories of another section or of none", () => {
    for (const section of [city, null])
      for (const state of everyState) {
        expect(verbsFor(sportEditor, story(section, state))).toEqual([]);
        expect(whyNoEdit(sportEditor, story(section, state))).not.toBeNull();
      }
  });

  test("leaves a person their own draft in another section, without the verbs of an editor", () => {
    const own = story(city, { creatorId: "me" });
    expect(whyNoEdit(sportEditor, own)).toBeNull();
    expect(verbsFor(sportEditor, own)).toEqual(["file", "nameVersion", "restoreRevision"]);
  });

  test("brings a moved draft to readers only where both the draft and what readers have are in its sections", () => {
    const live = { publication: "LIVE" } as const;
    const movedHere = story(sport, { ...live, publishedSectionId: city });
    const movedAway = story(city, { ...live, publishedSectionId: sport });
    const ofReaders = ["publish", "correct", "clarify", "schedule", "takeDown"] as const;
    const used = (one: typeof movedHere) => ofReaders.filter((verb) => verbsFor(sportEditor, one).includes(verb));
    expect(used(movedHere)).toEqual([]);
    expect(used(movedAway)).toEqual(["takeDown"]);
    expect(used(story(sport, { ...live, publishedSectionId: sport }))).toEqual(ofReaders);
    expect(used(story(sport, { ...movedHere, publication: "TAKEN_DOWN" }))).toEqual([]);
    expect([canHideWords, canMoveAddress, canHandleReport].map((may) => may(sportEditor, movedHere))).toEqual([
      false,
      false,
      false,
    ]);
    expect([canHideWords, canMoveAddress, canHandleReport].map((may) => may(sportEditor, movedAway))).toEqual([
      true,
      true,
      true,
    ]);
    expect(canMoveToSection(sportEditor, movedHere, sport)).toBe(false);
    expect(whyNoEdit(sportEditor, movedHere)).toBeNull();
  });

  test("shows a story of one of its sections while the draft is in another", () => {
    const confined = person({ sections: [sport], readsElsewhere: false });
    expect(canRead(confined, story(city, { publication: "LIVE", publishedSectionId: sport }))).toBe(true);
  });

  test("reads elsewhere only if it says so", () => {
    expect(canRead(sportEditor, story(city))).toBe(true);
    const confined = person({ sections: [sport], readsElsewhere: false });
    expect([sport, city, null].map((section) => canRead(confined, story(section)))).toEqual([true, false, false]);
    expect(canRead(confined, story(city, { creatorId: "me" }))).toBe(true);
  });

  test("excludes what belongs to no section, such as the front page", () => {
    expect(hasIn(sportEditor, "fronts", sport)).toBe(true);
    expect(hasIn(sportEditor, "fronts", null)).toBe(false);
    expect(hasIn(person({}), "fronts", null)).toBe(true);
  });
});

test("each privilege opens the verbs that it names and no other", () => {
  const opened = (privilege: Grant["privileges"][number]) =>
    verbs.filter((verb) =>
      everyState.some((state) => verbsFor(person({ privileges: [privilege] }), story(sport, state)).includes(verb)),
    );
  expect(opened("publish")).toEqual(["publish"]);
  expect(opened("correct")).toEqual(["correct", "clarify"]);
  expect(opened("takeDown")).toEqual(["takeDown", "reinstate"]);
  expect(opened("schedule")).toEqual(["schedule", "unschedule"]);
  expect(opened("write")).toEqual(["file", "nameVersion", "restoreRevision"]);
  expect(opened("fronts")).toEqual([]);
});

test("a role for own stories publishes them and sees no others", () => {
  const blogger = person({ privileges: ["write", "publish"], isOwnOnly: true });
  expect(hasFor(blogger, "publish", story(sport, { creatorId: "me" }))).toBe(true);
  expect(hasFor(blogger, "publish", story(sport))).toBe(false);
  expect(canRead(blogger, story(sport))).toBe(false);
});

test("nobody gives a role that allows more than their own", () => {
  const manager = person({ privileges: ["write", "people"] });
  expect(Object.values(presets).map((preset) => canGive(manager, preset))).toEqual([true, true, false, false]);
  expect(canManageRoles(manager)).toBe(false);
  expect(canManageRoles(person(null, "ADMIN"))).toBe(true);
  const inSport = person({ privileges: ["write", "people"], sections: [sport] });
  expect(canGive(inSport, presets.REPORTER)).toBe(false);
  expect(canGive(inSport, { ...presets.REPORTER, sections: [sport] })).toBe(true);
  expect(canGive(inSport, { ...presets.REPORTER, sections: [sport, city] })).toBe(false);
});

test("a role that hides other sections does not give one that shows them", () => {
  const confined = { ...presets.REPORTER, sections: [sport], readsElsewhere: false };
  expect(includes(confined, { ...confined, readsElsewhere: true })).toBe(false);
  expect(includes({ ...confined, readsElsewhere: true }, confined)).toBe(true);
});

test("a refusal names the right that is missing and where", () => {
  const sportWriter = person({ privileges: ["write", "publish"], sections: [sport] });
  const moved = story(sport, { publication: "LIVE", publishedSectionId: city });
  expect(missingRight(sportWriter, "publish", story(city))).toEqual({ privilege: "publish", sectionId: city });
  expect(missingRight(sportWriter, "publish", moved)).toEqual({ privilege: "publish", sectionId: city });
  expect(missingRight(sportWriter, "takeDown", moved)).toEqual({ privilege: "takeDown", sectionId: city });
  expect(missingRight(sportWriter, "publish", story(sport))).toBeNull();
  const own = person({ privileges: ["write", "publish"], isOwnOnly: true });
  expect(missingRight(own, "publish", story(city))).toBeNull();
  expect(neededRight("publish", "Sport")).toBe("You need the right to publish in Sport. Ask an administrator.");
  expect(neededRight("redirects")).toBe("You need the right to manage redirects. Ask an administrator.");
});

test("a role is described by what it allows and where", () => {
  expect(describeGrant({ ...presets.REPORTER, privileges: ["publish", "write"] }, [])).toBe("Write, publish.");
  expect(describeGrant({ ...presets.CONTRIBUTOR, sections: [sport] }, ["Sport"])).toBe(
    "Write. Only in Sport. Only own stories.",
  );
});
