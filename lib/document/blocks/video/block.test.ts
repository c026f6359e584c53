import { describe, expect, test } from "vitest";
import { questionsAbout } from "../../../checks/questions.ts";
import { paragraph, storyDocument, toJson } from "../../build.ts";
import { toFeedHtml } from "../../feed.ts";
import { passagesOf } from "../../passages.ts";
import { projectLive } from "../../project-live.ts";
import { referencesOf } from "../../references.ts";
import { shownChange } from "../../shown-change.ts";
import { plainText, searchParts, wordCount } from "../../text.ts";
import { audio } from "../audio/block.ts";
import { file } from "../file/block.ts";
import { video } from "./block.ts";

const [film, sound, sheet, poster] = [1, 2, 3, 4].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const doc = storyDocument({
  headline: "Head",
  body: [
    video({ media: film, poster, caption: "The ferry leaves", credit: "Ada Roe" }),
    audio({ media: sound, caption: "The horn" }),
    file({ media: sheet, title: "All <figures>" }),
    paragraph("It sails at noon."),
  ],
});

describe("videos, sounds and files", () => {
  test("are files of the story, and a poster is a picture of it", () => {
    expect(projectLive(doc)).toMatchObject({ media: [film, sound, sheet], pictures: [poster], cardPicture: null });
    expect(referencesOf(doc)).toMatchObject({ media: [film, sound, sheet], pictures: [poster] });
  });

  test("give captions to plain text and search, and are no words of the story", () => {
    expect(plainText(doc)).toBe("Head\nThe ferry leaves\nAda Roe\nThe horn\nAll <figures>\nIt sails at noon.");
    expect(searchParts(doc).body).toBe("It sails at noon.");
    expect(searchParts(doc).captions).toContain("The horn");
    expect(wordCount(doc)).toBe(5);
    expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual([
      "The ferry leaves Ada Roe",
      "The horn",
      "All <figures>",
      "It sails at noon.",
    ]);
  });

  test("are players and a link in feeds, and nothing where readers may not get the file", () => {
    const options = {
      pictureUrl: () => "https://a.example/p.jpg",
      mediaUrl: (id: string) => `https://a.example/media/${id}/f%20x.csv`,
      storyLink: () => null,
    };
    const address = (id: string) => `https://a.example/media/${id}/f%20x.csv`;
    expect(toFeedHtml(doc, options)).toBe(
      `<figure><video controls preload="none" src="${address(film)}" poster="https://a.example/p.jpg"></video>` +
        "<figcaption>The ferry leaves <small>Ada Roe</small></figcaption></figure>" +
        `<figure><audio controls preload="none" src="${address(sound)}"></audio><figcaption>The horn</figcaption></figure>` +
        `<p><a href="${address(sheet)}">All &lt;figures&gt;</a></p><p>It sails at noon.</p>`,
    );
    expect(toFeedHtml(doc, { ...options, mediaUrl: () => null })).toBe("<p>It sails at noon.</p>");
    const unnamed = storyDocument({ body: [file({ media: sheet })] });
    expect(toFeedHtml(unnamed, options)).toBe(`<p><a href="${address(sheet)}">f x.csv</a></p>`);
  });

  test("are asked for before publishing where the file is missing, and need no alt text", () => {
    const empty = storyDocument({ body: [video({ media: null }), audio({ media: null }), file({ media: null })] });
    const codes = questionsAbout(empty, "PAGE").map(({ code }) => code);
    expect(codes.filter((code) => code === "FILE_MISSING")).toHaveLength(3);
    expect(questionsAbout(doc, "PAGE").map(({ code }) => code)).not.toContain("ALT_MISSING");
  });

  test("are shown to readers as changed when another file takes their place", () => {
    const before = storyDocument({
      body: [{ ...video({ media: film, poster }), attrs: { id: "abcdefghijkl", media: film, picture: poster } }],
    });
    const after = storyDocument({
      body: [{ ...video({ media: sound, poster }), attrs: { id: "abcdefghijkl", media: sound, picture: poster } }],
    });
    expect(shownChange(before, after, { hasReplaced: true }).blocks).toMatchObject([
      { type: "video", kind: "changed", hasOtherPicture: true },
    ]);
  });
});
