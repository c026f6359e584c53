import { describe, expect, test } from "vitest";
import { bulletList, lineBreak, paragraph, pullQuote } from "#lib/document/build.ts";
import { wordsOf } from "#lib/document/json.ts";
import { bodyTextOf, isRepeated } from "./plain.ts";

describe("text of a block", () => {
  test("joins text within a paragraph and separates blocks and lines", () => {
    expect(wordsOf(paragraph(["un", { type: "text", text: "broken", marks: [{ type: "bold" }] }]))).toBe("unbroken");
    expect(wordsOf(paragraph(["one", lineBreak(), "two"]))).toBe("one two");
    expect(wordsOf(bulletList(["one", "two"]))).toBe("one two");
  });

  test("is empty for a node of unknown shape", () => {
    expect(wordsOf(undefined)).toBe("");
    // A shape that no type allows, as in a damaged row.
    expect(wordsOf({ type: "paragraph", content: "no" as never })).toBe("");
    expect(wordsOf({ type: "text", text: 7 as never })).toBe("");
  });
});

describe("pull quotes that repeat the text", () => {
  const bodyText = bodyTextOf([
    paragraph("“The city ends at ten o’clock,” said Ms Brandt. “It doesn’t.”"),
    pullQuote(["Words that only the quote says."]),
  ]);

  test("recognises a repeated quote despite other marks, case and dashes", () => {
    expect(isRepeated("the city ends at ten o'clock", bodyText)).toBe(true);
    expect(isRepeated("It doesn’t.", bodyText)).toBe(true);
  });

  test("does not count parts of words, other words, or the quote itself", () => {
    expect(isRepeated("city ends at ten o’clo", bodyText)).toBe(false);
    expect(isRepeated("The town ends at ten", bodyText)).toBe(false);
    expect(isRepeated("Words that only the quote says.", bodyText)).toBe(false);
    expect(isRepeated("…", bodyText)).toBe(false);
  });
});
