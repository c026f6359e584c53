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

  test("a desk is stored as the id of its section, and is found without being chosen from the list", () => {
    const desk = { id: newId(), name: "News desk", isDesk: true as const };
    expect(withMentions("@news desk, and @News Desk: look", [], [desk])).toBe(
      `${mentionOf(desk)}, and ${mentionOf(desk)}: look`,
    );
    expect(withMentions("@news desks, @News, a@news desk", [], [desk])).toBe(`@news desks, @News, a${mentionOf(desk)}`);
    expect(mentionedIn(mentionOf(desk))).toEqual([desk]);
    expect(plainComment(`Ask ${mentionOf(desk)}`)).toBe("Ask @News desk");
  });

  test("text that only looks like a mention stays plain text", () => {
    for (const text of ["@[Maren](1)", `@[News desk](team:${newId()})`, "@[](x)", `@[two\nlines](${newId()})`])
      expect(commentParts(text)).toEqual([text]);
  });
});
