import { describe, expect, test } from "vitest";
import type { RevisionRow } from "#lib/revisions/types.ts";
import { timesOf } from "#lib/times.ts";
import { daysOf, noteOf, personOf, sizeWords, titleOf } from "./revision-words.ts";

const revision = (parts: Partial<RevisionRow> = {}): RevisionRow => ({
  number: 7,
  kind: "PUBLISHED",
  note: "",
  person: { id: "a", name: "Maren Holloway" },
  at: "2026-11-24T03:30:00.000Z",
  version: 12,
  words: 800,
  added: 0,
  takenOut: 0,
  shown: null,
  ...parts,
});

describe("a revision in the list", () => {
  test("titles a revision by its event or its name", () => {
    expect(titleOf(revision())).toBe("Revision 7, published");
    expect(titleOf(revision({ kind: "NAMED", note: "before the lawyers" }))).toBe("Revision 7, “before the lawyers”");
    expect(titleOf(revision({ kind: "HANDED_OVER", note: "Sent back: ask the crew" }))).toBe("Revision 7, sent back");
    expect(titleOf(revision({ kind: "HANDED_OVER", note: "Filed" }))).toBe("Revision 7, filed");
    const review = revision({ kind: "REVIEWED", note: "Ada Quill\nOnly the quotes", person: null });
    expect([titleOf(review), personOf(review), noteOf(review)]).toEqual([
      "Revision 7, approved in review",
      "Ada Quill (guest)",
      "Only the quotes",
    ]);
    expect(titleOf(revision({ kind: "RESTORED", note: "Revision 3" }))).toBe("Revision 7, restored from 3");
  });

  test("shows the rest of its note, and Galley if no person made it", () => {
    expect(noteOf(revision({ kind: "HANDED_OVER", note: "Sent back: ask the crew" }))).toBe("ask the crew");
    expect(noteOf(revision({ kind: "NAMED", note: "before the lawyers" }))).toBe("");
    expect(personOf(revision({ person: null }))).toBe("Galley");
  });

  test("counts added and removed words", () => {
    expect(sizeWords({ added: 12, takenOut: 4 })).toBe("12 words added, 4 removed");
    expect(sizeWords({ added: 1, takenOut: 0 })).toBe("1 word added");
    expect(sizeWords({ added: 0, takenOut: 1_200 })).toBe("1,200 words removed");
    expect(sizeWords({ added: 0, takenOut: 0 })).toBe("no words changed");
  });
});

test("groups revisions by day in the newsroom's time zone, whatever zone this computer uses", () => {
  const list = ["2026-11-24T23:30:00Z", "2026-11-24T22:30:00Z", "2026-11-24T11:00:00Z"].map((at) => revision({ at }));
  const days = (zone: string) => daysOf(list, timesOf(zone, "en-GB")).map(({ revisions }) => revisions.length);
  expect(days("UTC")).toEqual([3]);
  expect(days("Europe/Paris")).toEqual([1, 2]);
});
