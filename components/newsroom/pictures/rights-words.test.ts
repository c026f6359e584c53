import { expect, test } from "vitest";
import type { RightsFinding } from "#lib/rights/types.ts";
import { explain } from "../messages.ts";
import { rightsCheck } from "./rights-words.ts";

const finding = (given: Partial<RightsFinding>): RightsFinding => ({
  what: "PICTURE",
  id: "1",
  name: "harbour.jpg",
  problem: "EXPIRED",
  rule: "block",
  at: "2026-11-28T06:00:00.000Z",
  usesAllowed: null,
  note: "",
  ...given,
});

test("a refused publication names each picture, what is wrong and what to do", () => {
  const pictures = [finding({}), finding({ name: "quay.jpg", problem: "WITHDRAWN" })];
  expect(explain({ ok: false, code: "PICTURE_RIGHTS", detail: { pictures } })).toBe(
    "Nothing was published. harbour.jpg could be used until 2026-11-28 06:00 UTC. Choose another picture, or enter a later date if its rights were extended. " +
      "quay.jpg is withdrawn: readers no longer see it. Choose another picture, or ask an editor to allow it again.",
  );
});

test("a picture that asks first shows whom to ask, and one that is paid per use how many stories may show it", () => {
  expect(rightsCheck(finding({ problem: "ASK_FIRST", note: "Call the museum." })).title).toBe(
    "harbour.jpg is marked “Ask first”: Call the museum.",
  );
  expect(rightsCheck(finding({ problem: "OVER_COUNT", usesAllowed: 1 })).title).toBe(
    "harbour.jpg may be shown in one story, and another one shows it",
  );
  expect(rightsCheck(finding({ problem: "OVER_COUNT", usesAllowed: 3 })).title).toBe(
    "harbour.jpg may be shown in 3 stories, and as many show it",
  );
});

test("a problem with a video, sound or document speaks of a file", () => {
  expect(rightsCheck(finding({ what: "MEDIA", name: "ferry.mp4", problem: "TRASHED" }))).toEqual({
    title: "ferry.mp4 is in the trash",
    todo: "Choose another file, or restore this one from the trash.",
  });
});
