import { expect, test } from "vitest";
import type { WrittenBy } from "#lib/stories/types.ts";
import { timesOf } from "#lib/times.ts";
import { quoted, writerWords } from "./writer-words.ts";

const times = timesOf("Asia/Kathmandu", "en-GB");
const now = new Date("2026-11-24T12:00:00Z");
const piece = (parts: Partial<WrittenBy> = {}): WrittenBy => ({
  from: 1,
  to: 5,
  person: { id: "a", name: "Anna Berg" },
  kind: "TYPED",
  at: "2026-03-03T08:20:00.000Z",
  until: "2026-03-03T08:20:00.000Z",
  ...parts,
});
const wordsFor = (parts: Partial<WrittenBy>) => writerWords(piece(parts), now, times);

test("names the author, the action and the time in the newsroom's time zone", () => {
  expect(wordsFor({})).toBe("Anna Berg typed this on 3 March 14:05");
  expect(wordsFor({ kind: "PASTED" })).toBe("Anna Berg pasted this on 3 March 14:05");
  expect(wordsFor({ kind: "RESTORED", person: null })).toBe("Galley brought this back on 3 March 14:05");
  expect(wordsFor({ at: "2025-03-03T08:20:00.000Z", until: "2025-03-03T08:20:00.000Z" })).toBe(
    "Anna Berg typed this on 3 March 2025 14:05",
  );
});

test("shows the end time of longer work, even past midnight", () => {
  expect(wordsFor({ until: "2026-03-03T08:31:00.000Z" })).toBe("Anna Berg typed this on 3 March 14:05 to 14:16");
  expect(wordsFor({ at: "2026-03-03T18:10:00.000Z", until: "2026-03-03T18:20:00.000Z" })).toBe(
    "Anna Berg typed this on 3 March 23:55 to 4 March 00:05",
  );
});

test("names nobody if the author is unknown", () => {
  expect(wordsFor({ kind: "UNKNOWN", person: null })).toBe("Before 3 March 14:05: not known");
});

test("quotes at most one line", () => {
  expect(quoted("The  ferry\nsails.")).toBe("“The ferry sails.”");
  expect(quoted("word ".repeat(40)).length).toBeLessThan(62);
});
