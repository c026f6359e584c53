import { describe, expect, test } from "vitest";
import { questionsAbout } from "../../../checks/questions.ts";
import { link, paragraph, storyDocument, toJson } from "../../build.ts";
import { compareDocuments } from "../../compare.ts";
import { toFeedHtml } from "../../feed.ts";
import { passagesOf } from "../../passages.ts";
import { projectLive } from "../../project-live.ts";
import { picturesIn } from "../../references.ts";
import { replacePicture } from "../../replace-picture.ts";
import { plainText, searchParts } from "../../text.ts";
import { profile } from "./block.ts";

const [portrait, newer] = [1, 2].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [string, string];
const anna = profile({
  name: link("Anna Berg", "/authors/anna-berg"),
  role: "Harbour master since 2019",
  portrait: { picture: portrait, alt: "A woman on a pier", credit: "Ada Roe" },
  blocks: [paragraph("She grew up in Leith.")],
});
const doc = storyDocument({ headline: "Head", body: [paragraph("It sails at noon."), anna] });

describe("a profile", () => {
  test("gives name, role and text to plain text and search, and only the portrait's lines as captions", () => {
    expect(plainText(doc)).toBe(
      "Head\nIt sails at noon.\nAnna Berg\nHarbour master since 2019\nAda Roe\nShe grew up in Leith.",
    );
    expect(searchParts(doc)).toMatchObject({
      body: "It sails at noon.\nAnna Berg\nHarbour master since 2019\nShe grew up in Leith.",
      captions: " Ada Roe",
    });
  });

  test("lets readers report its name, its portrait and each paragraph", () => {
    expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual([
      "It sails at noon.",
      "Anna Berg",
      "Ada Roe",
      "She grew up in Leith.",
    ]);
  });

  test("is a section in feeds, with the link and the portrait", () => {
    const options = {
      pictureUrl: () => "https://paper.example/anna.jpg",
      storyLink: () => null,
      base: "https://paper.example/news/a",
    };
    expect(toFeedHtml(doc, options)).toBe(
      '<p>It sails at noon.</p><section><h2><a href="https://paper.example/authors/anna-berg">Anna Berg</a></h2>' +
        "<p><em>Harbour master since 2019</em></p>" +
        '<figure><img src="https://paper.example/anna.jpg" alt="A woman on a pier"><figcaption><small>Ada Roe</small></figcaption></figure>' +
        "<p>She grew up in Leith.</p></section>",
    );
  });

  test("has its portrait among the pictures of the story, where rights and Replace find it", () => {
    expect([...picturesIn(doc)]).toEqual([portrait]);
    expect(projectLive(doc).pictures).toEqual([portrait]);
    const words = { alt: "A woman on a pier", caption: "", credit: "Ada Roe" };
    const after = replacePicture(doc, { id: portrait, ...words }, { id: newer, ...words, credit: "Ben Low" }).doc;
    expect([...picturesIn(after)]).toEqual([newer]);
    expect(after.textContent).toContain("Ben Low");
  });

  test("asks for alt text and credit of the portrait, and nothing when it has none", () => {
    const codes = (block: ReturnType<typeof profile>) =>
      questionsAbout(storyDocument({ body: [block] }), "PAGE").map(({ code }) => code);
    expect(codes(profile({ name: "Anna Berg", portrait: { picture: portrait } }))).toEqual(
      expect.arrayContaining(["ALT_MISSING", "CREDIT_MISSING"]),
    );
    const none = codes(profile({ name: "Anna Berg" }));
    for (const code of ["ALT_MISSING", "CREDIT_MISSING", "PICTURE_MISSING"]) expect(none).not.toContain(code);
  });

  test("shows in a comparison that its subject was changed", () => {
    const as = (subject: string) => storyDocument({ body: [{ ...anna, attrs: { id: "abcdefghijkl", subject } }] });
    const { entries } = compareDocuments(as("person"), as("organisation"));
    expect(entries.find(({ kind }) => kind === "changed")).toMatchObject({
      attributes: [{ name: "subject", before: "person", after: "organisation" }],
    });
  });

  test("holds no subject but a person or an organisation", () => {
    expect(() => storyDocument({ body: [{ ...anna, attrs: { id: "abcdefghijkl", subject: "ship" } }] })).toThrow();
  });
});
