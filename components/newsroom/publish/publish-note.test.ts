import { expect, test } from "vitest";
import type { Judged } from "#lib/checks/severity.ts";
import { publishNote } from "./publish-note.ts";

const nothing = { missing: [], rights: [], questions: [], comments: [], suggestions: [] };
const blocking: Judged = { code: "TK", severity: "BLOCK" };
const warning: Judged = { code: "NO_TOPIC", severity: "WARN" };

test("the publish panel never calls a story ready that a check blocks", () => {
  expect(publishNote({ ...nothing, questions: [blocking, warning] }, false)).toBe(
    "1 check blocks publishing, 1 recommended",
  );
  expect(publishNote({ ...nothing, questions: [blocking, blocking] }, false)).toBe("2 checks block publishing");
});

test("the publish panel calls a story ready once a reason is given, or when nothing blocks it", () => {
  expect(publishNote({ ...nothing, questions: [blocking, warning] }, true)).toBe("Ready to publish, 2 recommended");
  expect(publishNote(nothing, false)).toBe("Ready to publish");
});

test("the publish panel counts missing fields and blocking checks together", () => {
  const brief = { ...nothing, missing: ["HEADLINE" as never], questions: [blocking] };
  expect(publishNote(brief, false)).toBe("2 required");
});
