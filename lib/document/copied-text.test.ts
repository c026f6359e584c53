import { Fragment } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import {
  bold,
  bulletList,
  divider,
  figure,
  lineBreak,
  link,
  listItem,
  orderedList,
  paragraph,
  quote,
  relatedStory,
  type StoryParts,
  storyDocument,
  subheading,
  table,
} from "./build.ts";
import { copiedText } from "./copied-text.ts";
import { blocksOfText } from "./plain-blocks.ts";
import { documentSchema } from "./schema.ts";

const copied = (...body: NonNullable<StoryParts["body"]>): string => {
  const doc = storyDocument({ body });
  return copiedText(doc.content.cut(4));
};

test("puts one empty line between blocks, none between items, and writes their signs", () => {
  expect(
    copied(paragraph("Before"), bulletList(["One", "Two"]), orderedList(["Three", "Four"], 3), paragraph("After")),
  ).toBe("Before\n\n• One\n• Two\n\n3. Three\n4. Four\n\nAfter");
});
test("indents what is nested in an item, and its further lines", () => {
  const list = orderedList([
    listItem("a", paragraph("more"), bulletList(["x", listItem("y", bulletList(["z"]))])),
    "b",
  ]);
  expect(copied(list)).toBe("1. a\n   more\n   • x\n   • y\n     • z\n2. b");
});
test("leaves empty paragraphs out", () => {
  expect(copied(paragraph("One"), paragraph(), paragraph(), subheading("Two"))).toBe("One\n\nTwo");
});
test("writes the address of a link behind its words, unless they are the address", () => {
  expect(copied(paragraph(["See ", ...link(["the ", ...bold("timetable")], "https://example.org/t"), "."]))).toBe(
    "See the timetable (https://example.org/t).",
  );
  expect(copied(paragraph(link("https://example.org/t", "https://example.org/t")))).toBe("https://example.org/t");
  expect(copied(paragraph(link("example.org", "https://example.org/")))).toBe("example.org");
  expect(copied(paragraph(link("desk@example.org", "mailto:desk@example.org")))).toBe("desk@example.org");
  expect(copied(paragraph([...link("a", "https://example.org/a"), ...link("b", "https://example.org/b")]))).toBe(
    "a (https://example.org/a)b (https://example.org/b)",
  );
});
test("writes a path of this site with the address of the site", () => {
  const doc = storyDocument({ body: [paragraph(link("the story", "/city/2026/11/24/trams"))] });
  expect(copiedText(doc.content.cut(4), "https://example.org")).toBe(
    "the story (https://example.org/city/2026/11/24/trams)",
  );
});
test("leaves out words that are proposed for deletion, unless nothing else was copied", () => {
  const deleted = documentSchema.mark("deletion", { id: "s1" });
  const line = documentSchema.node("paragraph", null, [
    documentSchema.text("old", [deleted]),
    documentSchema.text("new", [documentSchema.mark("insertion", { id: "s1" })]),
  ]);
  const gone = documentSchema.node("paragraph", null, documentSchema.text("gone")).mark([deleted]);
  expect(copiedText(Fragment.from([line, gone]))).toBe("new");
  expect(copiedText(Fragment.from(gone))).toBe("gone");
});
test("keeps line breaks, quotes with their speaker, pictures' words and tables", () => {
  expect(
    copied(
      paragraph(["One", lineBreak(), "two"]),
      quote(["Said"], "Anna Berg"),
      figure({ picture: null, caption: "A tram", credit: "Ada" }),
      table({
        caption: "Fares",
        rows: [
          ["Bus", "2"],
          ["Tram", "3"],
        ],
      }),
      divider(),
      relatedStory("0190a6c0-0000-7000-8000-000000000001"),
      paragraph("End"),
    ),
  ).toBe("One\ntwo\n\nSaid\n— Anna Berg\n\nA tram\nAda\n\nFares\nBus\t2\nTram\t3\n\n* * *\n\nEnd");
});
test("writes a whole story in reading order", () => {
  const doc = storyDocument({
    headline: "Head",
    standfirst: "Deck",
    keyPoints: ["a", "b"],
    body: [paragraph("Body")],
    inShort: [bulletList(["x"])],
  });
  expect(copiedText(doc.content)).toBe("Head\n\nDeck\n\n• a\n• b\n\nBody\n\n• x");
});
test("gives words of one item, quote or cell without signs around them", () => {
  expect(copied(bulletList(["One"]))).toBe("One");
  expect(copied(quote(["Said"]))).toBe("Said");
});
test("writes what a paste of plain text reads as the same blocks", () => {
  const list = bulletList(["a", listItem("b", orderedList(["x", "y"])), "c"]);
  const text = copied(paragraph("Before"), list, paragraph("After"));
  const again = storyDocument({ body: blocksOfText(text) });
  expect(copiedText(again.content.cut(4))).toBe(text);
  expect(again.child(3).childCount).toBe(3);
});
