import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import { blocksOfPage } from "#lib/import/blocks.ts";
import { questionsAbout } from "../../../checks/questions.ts";
import { documentFromJson, figure, paragraph, storyDocument, toJson } from "../../build.ts";
import { compareDocuments } from "../../compare.ts";
import { copiedText } from "../../copied-text.ts";
import { toFeedHtml } from "../../feed.ts";
import { guardDocument } from "../../guard.ts";
import type { NodeJson } from "../../json.ts";
import { passagesOf } from "../../passages.ts";
import { projectLive } from "../../project-live.ts";
import { newReferences, referencesOf } from "../../references.ts";
import { shownChange } from "../../shown-change.ts";
import { excerpt, plainText, searchParts, wordCount } from "../../text.ts";
import { gallery } from "./block.ts";

const [one, two, three] = [1, 2, 3].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [string, string, string];
const pictures = [
  { picture: one, alt: "A ferry", caption: "The ferry leaves", credit: "Ada Roe" },
  { picture: two, alt: "", caption: "The crew", credit: "" },
];
const doc = storyDocument({ headline: "Head", body: [gallery({ pictures }), paragraph("It sails at noon.")] });
const galleryIn = (json: NodeJson) => json.content?.find(({ type }) => type === "gallery") as NodeJson;
/** The document after a change to its gallery. */
const changed = (change: (block: NodeJson) => void) => {
  const json = structuredClone(toJson(doc));
  change(galleryIn(json));
  return documentFromJson(json);
};

describe("a gallery", () => {
  test("has pictures of the story, each once, and the first is that of cards", () => {
    const live = projectLive(storyDocument({ body: [gallery({ pictures: [...pictures, ...pictures] })] }));
    expect(live.pictures).toEqual([one, two]);
    expect(live.cardPicture).toMatchObject({ picture: one, caption: "The ferry leaves", credit: "Ada Roe" });
    expect(referencesOf(doc).pictures).toEqual([one, two]);
    expect(
      newReferences(
        doc,
        changed((block) => block.content?.push(figure({ picture: three }))),
      ).pictures,
    ).toEqual([three]);
  });

  test("asks before publishing for the picture, alt text and credit of each of its places", () => {
    const asked = questionsAbout(
      storyDocument({ body: [gallery({ pictures: [...pictures, { picture: null }] })] }),
      "PAGE",
    );
    const codes = asked.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["ALT_MISSING", "CREDIT_MISSING", "PICTURE_MISSING"]));
    expect(codes.filter((code) => code === "ALT_MISSING")).toHaveLength(1);
  });

  test("gives its captions to plain text and search, and counts none of them as words of the story", () => {
    expect(plainText(doc)).toBe("Head\nThe ferry leaves\nAda Roe\nThe crew\nIt sails at noon.");
    expect(searchParts(doc)).toMatchObject({
      captions: "The ferry leaves Ada Roe\nThe crew ",
      body: "It sails at noon.",
    });
    expect(wordCount(doc)).toBe(5);
    expect(excerpt(doc, 100)).toBe("It sails at noon.");
  });

  test("is a figure for each picture in feeds", () => {
    const options = { pictureUrl: (id: string) => `https://a.example/${id}.jpg`, storyLink: () => null };
    expect(toFeedHtml(doc, options)).toBe(
      `<figure><img src="https://a.example/${one}.jpg" alt="A ferry"><figcaption>The ferry leaves <small>Ada Roe</small></figcaption></figure>` +
        `<figure><img src="https://a.example/${two}.jpg" alt=""><figcaption>The crew</figcaption></figure><p>It sails at noon.</p>`,
    );
  });

  test("lets readers report an error in each picture, and is copied caption by caption", () => {
    expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual([
      "The ferry leaves Ada Roe",
      "The crew",
      "It sails at noon.",
    ]);
    expect(copiedText(doc.content.cut(doc.child(0).nodeSize + doc.child(1).nodeSize))).toContain("The crew");
  });

  test("is compared picture by picture: words, alt text and layout", () => {
    const after = changed((block) => {
      block.attrs = { ...block.attrs, layout: "row" };
      const second = block.content?.[1] as NodeJson;
      second.attrs = { ...second.attrs, alt: "Four people" };
      second.content = [{ type: "caption", content: [{ type: "text", text: "The new crew" }] }, { type: "credit" }];
    });
    const { entries } = compareDocuments(doc, after);
    const [block] = entries.flatMap((entry) => (entry.kind === "changed" ? [entry] : []));
    expect(block?.attributes).toEqual([{ name: "layout", before: "grid", after: "row" }]);
    expect(block?.lines.map(({ role, change }) => `${role} ${change}`)).toEqual([
      "caption same",
      "credit same",
      "caption changed",
      "credit same",
    ]);
    expect(block?.lines.flatMap(({ attributes }) => attributes)).toEqual([
      { name: "alt", before: "", after: "Four people" },
    ]);
  });

  test("shows that its pictures were put in another order as moved lines", () => {
    const after = changed((block) => block.content?.reverse());
    const { entries, words } = compareDocuments(doc, after);
    const [block] = entries.flatMap((entry) => (entry.kind === "changed" ? [entry] : []));
    expect(block?.lines.some(({ change }) => change === "moved")).toBe(true);
    expect(words).toEqual({ added: 0, takenOut: 0 });
  });

  test("tells readers of another picture in it, even of one without a caption", () => {
    const added = changed((block) => block.content?.push(figure({ picture: three })));
    const [block] = shownChange(doc, added, { hasReplaced: true }).blocks;
    expect(block).toMatchObject({ type: "gallery", kind: "changed", hasOtherPicture: true });
    const renamed = changed((block) => {
      const first = block.content?.[0] as NodeJson;
      first.content = [first.content?.[0] as NodeJson, { type: "credit", content: [{ type: "text", text: "B" }] }];
    });
    expect(shownChange(doc, renamed, { hasReplaced: true }).blocks[0]?.hasOtherPicture).toBe(false);
  });

  test("holds pictures only, and at least one", () => {
    expect(() => storyDocument({ body: [gallery({ pictures: [] })] })).toThrow();
    const json = structuredClone(toJson(doc));
    galleryIn(json).content = [paragraph("a")];
    expect(() => documentFromJson(json)).toThrow();
    expect(() =>
      storyDocument({ body: [{ ...gallery({ pictures }), attrs: { id: "abcdefgh", layout: "<x>" } }] }),
    ).toThrow();
  });
});

describe("importing a gallery", () => {
  const outline = (node: NodeJson): string =>
    node.type === "text"
      ? (node.text ?? "")
      : `${node.type}(${[...(node.attrs?.layout ? [node.attrs.layout] : []), ...(node.content ?? []).map(outline)].join(", ")})`;
  const imported = (html: string): string[] => {
    const blocks = blocksOfPage(fromHtml(html, { fragment: true }), {
      figure: () => figure({ picture: one }),
      href: (given) => given,
      warn: () => {},
    });
    guardDocument(storyDocument({ body: blocks }));
    return blocks.map(outline);
  };
  const shown = (caption: string) => `figure(caption(${caption}), credit())`;

  test("reads a figure that holds figures as WordPress writes it", () => {
    expect(
      imported(
        '<figure class="wp-block-gallery"><figure><img src="a"><figcaption>A</figcaption></figure><figure><img src="b"></figure>' +
          "<figure><img src=c><figcaption>C</figcaption></figure><figcaption>All of them</figcaption></figure><p>x</p>",
      ),
    ).toEqual([`gallery(grid, ${shown("A")}, ${shown("")}, ${shown("C")})`, "paragraph(All of them)", "paragraph(x)"]);
  });

  test("reads the list of older galleries, and two pictures as a pair", () => {
    expect(
      imported(
        '<figure><ul class="blocks-gallery-grid"><li><figure><img src="a"><figcaption>A</figcaption></figure></li><li><figure><img src="b"></figure></li></ul></figure>',
      ),
    ).toEqual([`gallery(row, ${shown("A")}, ${shown("")})`]);
  });

  test("reads a figure with one picture as a picture", () => {
    expect(imported("<figure><img src=a><figcaption>A</figcaption></figure>")).toEqual([shown("A")]);
  });
});
