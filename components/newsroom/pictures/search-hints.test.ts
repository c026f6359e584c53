import { describe, expect, test } from "vitest";
import { complete, namesLike, typedPart } from "./search-hints.ts";

describe("suggestions while a query is typed", () => {
  test.each([
    ["", { from: 0, name: null, text: "" }],
    ["cre", { from: 0, name: null, text: "cre" }],
    ["pier cre", { from: 5, name: null, text: "cre" }],
    ["pier credit:reu", { from: 5, name: "credit", text: "reu" }],
    ['pier credit:"Ann Ex', { from: 5, name: "credit", text: "Ann Ex" }],
    ["-rights:", { from: 1, name: "rights", text: "" }],
    ['credit:"Ann Example" ', { from: 21, name: null, text: "" }],
  ] as const)("know the part before the caret in %j", (text, part) => {
    expect(typedPart(text)).toEqual(part);
  });

  test("offer the filters that begin like the text", () => {
    expect(namesLike("u")).toEqual(["uploaded-by", "used"]);
    expect(namesLike("zebra")).toEqual([]);
  });

  test("complete a name with its colon and a value with quotation marks where it needs them", () => {
    expect(complete("pier cre", 8, typedPart("pier cre"), "credit")).toEqual({ text: "pier credit:", caret: 12 });
    const typed = 'pier credit:"Ann Ex';
    expect(complete(typed, typed.length, typedPart(typed), "Ann Example")).toEqual({
      text: 'pier credit:"Ann Example" ',
      caret: 26,
    });
    expect(complete("rights:ag fire", 9, typedPart("rights:ag"), "agency")).toEqual({
      text: "rights:agency fire",
      caret: 14,
    });
  });
});
