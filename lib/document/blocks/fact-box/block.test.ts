import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import { blocksOfPage } from "#lib/import/blocks.ts";
import { readMarkdown } from "#lib/import/markdown/markdown.ts";
import { blankNode, isUnlawful } from "../../blank.ts";
import {
  bulletList,
  documentFromJson,
  figure,
  paragraph,
  quote,
  storyDocument,
  subheading,
  toJson,
} from "../../build.ts";
import { compareDocuments } from "../../compare.ts";
import { copiedText } from "../../copied-text.ts";
import { toFeedHtml } from "../../feed.ts";
import { guardDocument } from "../../guard.ts";
import type { NodeJson } from "../../json.ts";
import { passagesOf } from "../../passages.ts";
import { excerpt, plainText, searchParts, wordCount } from "../../text.ts";
import { factBox } from "./block.ts";

const ferry = factBox("The ferry", [paragraph("Built in Leith."), bulletList(["Two decks", "One bar"])]);
const doc = storyDocument({ headline: "Head", body: [ferry, paragraph("It sails at noon.")] });

describe("a fact box", () => {
  test("gives title and text to plain text, word count and search", () => {
    expect(plainText(doc)).toBe("Head\nThe ferry\nBuilt in Leith.\nTwo decks\nOne bar\nIt sails at noon.");
    expect(wordCount(doc)).toBe(14);
    expect(searchParts(doc).body).toContain("The ferry\nBuilt in Leith.");
  });

  test("is left out of the excerpt of a story", () => {
    expect(excerpt(doc, 100)).toBe("It sails at noon.");
  });

  test("is a section with a heading in feeds", () => {
    const options = { pictureUrl: () => null, storyLink: () => null };
    expect(toFeedHtml(doc, options)).toBe(
      "<section><h2>The ferry</h2><p>Built in Leith.</p><ul><li>Two decks</li><li>One bar</li></ul></section><p>It sails at noon.</p>",
    );
    expect(toFeedHtml(storyDocument({ body: [factBox("", [])] }), options)).toBe("");
    expect(toFeedHtml(storyDocument({ body: [factBox("<b>&", [paragraph("x")])] }), options)).toContain(
      "<h2>&lt;b&gt;&amp;</h2>",
    );
  });

  test("lets readers report an error in its title and in each paragraph and item", () => {
    expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual([
      "The ferry",
      "Built in Leith.",
      "Two decks",
      "One bar",
      "It sails at noon.",
    ]);
  });

  test("is copied as its title, then its blocks", () => {
    expect(copiedText(doc.content.cut(doc.child(0).nodeSize + doc.child(1).nodeSize))).toBe(
      "The ferry\n\nBuilt in Leith.\n\n• Two decks\n• One bar\n\nIt sails at noon.",
    );
  });

  test("is compared line by line", () => {
    const json = toJson(doc);
    const title = json.content?.[2]?.content?.[0]?.content?.[0] as NodeJson;
    title.text = "The new ferry";
    const { entries, words } = compareDocuments(doc, documentFromJson(json));
    const [changed] = entries.flatMap((entry) => (entry.kind === "changed" ? [entry] : []));
    expect(changed?.type).toBe("factBox");
    expect(changed?.lines.map(({ role, change }) => `${role} ${change}`)).toEqual([
      "factBoxTitle changed",
      "paragraph same",
      "paragraph same",
      "paragraph same",
    ]);
    expect(words).toEqual({ added: 1, takenOut: 0 });
  });

  test("is blanked as a whole when its title or its text holds words that must go", () => {
    const box = doc.child(2);
    for (const text of ["ferry", "Leith", "one bar"]) expect(isUnlawful(box, { blocks: [], text })).toBe(true);
    expect(isUnlawful(box, { blocks: [], text: "noon" })).toBe(false);
    expect(blankNode(box, new Date("2026-11-24T09:15:00Z")).textContent).toBe("Blanked by law on 24 November 2026");
  });

  test("cannot hold another box, a subheading, a quote or a picture", () => {
    for (const block of [ferry, subheading("a"), quote(["b"]), figure({ picture: null })])
      expect(() => storyDocument({ body: [factBox("A", [block])] })).toThrow();
    expect(() => storyDocument({ inShort: [ferry] })).toThrow();
  });
});

describe("importing a fact box", () => {
  const outline = (node: NodeJson): string =>
    node.type === "text" ? (node.text ?? "") : `${node.type}(${(node.content ?? []).map(outline).join(", ")})`;
  const read = (page: ReturnType<typeof fromHtml>): string[] => {
    const blocks = blocksOfPage(page, {
      figure: () => figure({ picture: null }),
      href: (given) => given,
      warn: () => {},
    });
    guardDocument(storyDocument({ body: blocks }));
    return blocks.map(outline);
  };
  const imported = (html: string): string[] => read(fromHtml(html, { fragment: true }));

  test("reads a details element with a summary as a fact box", () => {
    expect(
      imported("<details open><summary>The <b>ferry</b></summary><p>Built</p><ul><li>x</li></ul></details>"),
    ).toEqual(["factBox(factBoxTitle(The ferry), paragraph(Built), bulletList(listItem(paragraph(x))))"]);
    expect(read(readMarkdown("<details>\n<summary>The ferry</summary>\n\nBuilt *in* Leith\n\n</details>"))).toEqual([
      "factBox(factBoxTitle(The ferry), paragraph(Built , in,  Leith))",
    ]);
  });

  test("turns subheadings and quotes inside it into paragraphs, and puts other blocks after it", () => {
    expect(
      imported(
        "<details><summary>A</summary><h3>b</h3><blockquote>c</blockquote><hr><details><summary>D</summary>e</details></details>",
      ),
    ).toEqual([
      "factBox(factBoxTitle(A), paragraph(b), paragraph(c))",
      "divider()",
      "factBox(factBoxTitle(D), paragraph(e))",
    ]);
  });

  test("keeps the words of a details element and of a table inside a list", () => {
    expect(
      imported(
        "<ul><li>x<details><summary>A</summary>b</details></li></ul><ul><li><table><tr><td>c</td><td>d</td></tr></table></li></ul>",
      ),
    ).toEqual([
      "bulletList(listItem(paragraph(x), paragraph(A), paragraph(b)))",
      "bulletList(listItem(paragraph(c), paragraph(d)))",
    ]);
  });

  test("reads a details element without a summary as its blocks", () => {
    expect(imported("<details><p>a</p></details>")).toEqual(["paragraph(a)"]);
    expect(imported("<details><summary> </summary>a</details>")).toEqual(["paragraph(a)"]);
  });
});
