import { describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { commentParts, mentionedIn, mentionOf, plainComment, withMentions } from "./mention-schema.ts";

const maren = { id: newId(), name: "Maren Holloway" };
const mare = { id: newId(), name: "Maren" };

describe("mentions", () => {
  test("a mention is stored as name and id and shown as a name", () => {
    const text = `Ask ${mentionOf(maren)}, please`;
    expect(commentParts(text)).toEqual(["Ask ", maren, ", please"]);
    expect(plainComment(text)).toBe("Ask @Maren Holloway, please");
    expect(mentionedIn(text)).toEqual([maren]);
  });

  test("only chosen names become mentions, the longest first", () => {
    expect(withMentions("@Maren Holloway and @Maren, not @Marenka or Maren", [mare, maren])).toBe(
      `${mentionOf(maren)} and ${mentionOf(mare)}, not @Marenka or Maren`,
    );
    expect(withMentions("a@b.org", [maren])).toBe("a@b.org");
  });

  test("a chosen name that was deleted again is no mention", () => {
    expect(mentionedIn(withMentions("Ask @Maren Hollow", [maren]))).toEqual([]);
  });

  test("text that only looks like a mention stays plain text", () => {
    for (const text of ["@[Maren](1)", "@[](x)", `@[two\nlines](${newId()})`])
      expect(commentParts(text)).toEqual([text]);
  });
});
