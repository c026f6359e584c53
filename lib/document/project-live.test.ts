import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storyArb } from "./arbitraries.ts";
import {
  code,
  documentFromJson,
  emptyDocument,
  figure,
  paragraph,
  relatedStory,
  storyDocument,
  subheading,
  table,
} from "./build.ts";
import { missingToPublish, projectLive, questionable } from "./project-live.ts";

const [a, b, c] = [1, 2, 3].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [string, string, string];
const inserted = { type: "insertion", attrs: { id: "s1" } };

describe("projectLive", () => {
  test("gives readers what the document says and nothing that is only proposed", () => {
    const doc = storyDocument({
      fields: { section: a, topics: [b], authors: [c], related: [b], slug: "trams" },
      kicker: "City",
      headline: "Trams return",
      standfirst: "After ten years.",
      mainFigure: { picture: a, alt: "A tram", caption: "The  tram", credit: "Jo" },
      body: [
        paragraph(["Text.", { type: "text", text: " SECRET", marks: [inserted] }]),
        figure({ picture: b, alt: "x", decorative: true }),
        { ...figure({ picture: c }), marks: [inserted] },
        relatedStory(c),
        relatedStory(c),
      ],
    });
    const live = projectLive(doc);
    expect(live).toMatchObject({
      headline: "Trams return",
      kicker: "City",
      standfirst: "After ten years.",
      mainPicture: { picture: a, alt: "A tram", decorative: false, caption: "The tram", credit: "Jo" },
      pictures: [a, b],
      relatedStories: [b],
      bodyStories: [c],
      words: 6,
      hasText: true,
    });
    expect(live.cardPicture).toEqual(live.mainPicture);
    expect(live.fields).toEqual({
      ...emptyDocument().attrs,
      section: a,
      topics: [b],
      authors: [c],
      related: [b],
      slug: "trams",
    });
    expect(JSON.stringify(live)).not.toContain("SECRET");
    expect(JSON.stringify(live)).not.toContain(`"${c}","alt"`);
  });

  test("takes the first figure for cards when there is no main picture", () => {
    const live = projectLive(
      storyDocument({
        mainFigure: { picture: null },
        body: [figure({ picture: null }), figure({ picture: b, alt: "x", decorative: true })],
      }),
    );
    expect(live.mainPicture).toBeNull();
    expect(live.cardPicture).toEqual({ picture: b, alt: "", decorative: true, crop: null, caption: "", credit: "" });
  });

  test("lists the crops of its figures with their pictures, without those of figures that have no picture", () => {
    const live = projectLive(
      storyDocument({
        mainFigure: { picture: b, crop: "0x0x300x200" },
        body: [
          figure({ picture: c }),
          figure({ picture: null, crop: "0x0x9x9" }),
          figure({ picture: c, crop: "1x2x30x40" }),
        ],
      }),
    );
    expect(live.crops).toEqual([
      { picture: b, crop: "0x0x300x200" },
      { picture: c, crop: "1x2x30x40" },
    ]);
    expect(live.cardPicture?.crop).toBe("0x0x300x200");
  });

  test("is pure: the same document gives the same, and what it gives is a document again", () => {
    fc.assert(
      fc.property(storyArb, (doc) => {
        const live = projectLive(doc);
        expect(projectLive(documentFromJson(live.document))).toEqual(live);
        expect(projectLive(doc)).toEqual(live);
      }),
      { numRuns: 60 },
    );
  });
});

describe("before publishing", () => {
  const ready = () =>
    storyDocument({
      fields: { section: a, authors: [b] },
      headline: "H",
      standfirst: "S",
      mainFigure: { picture: a, alt: "x", credit: "Jo" },
      body: [paragraph("Text")],
    });

  test("headline, text and section must be there", () => {
    expect(missingToPublish(emptyDocument(), "STORY").map(({ code }) => code)).toEqual(["HEADLINE", "TEXT", "SECTION"]);
    expect(missingToPublish(ready(), "STORY")).toEqual([]);
    expect(
      missingToPublish(
        storyDocument({
          fields: { section: a },
          headline: "H",
          body: [paragraph([{ type: "text", text: "only proposed", marks: [inserted] }])],
        }),
        "STORY",
      ),
    ).toEqual([{ code: "TEXT" }]);
  });

  test("a page needs neither section nor author nor picture, and no standfirst", () => {
    const page = storyDocument({ headline: "About us", body: [paragraph("Who we are. TK")] });
    expect(missingToPublish(page, "PAGE")).toEqual([]);
    expect(missingToPublish(emptyDocument(), "PAGE").map(({ code }) => code)).toEqual(["HEADLINE", "TEXT"]);
    expect(questionable(page, "PAGE").map(({ code }) => code)).toEqual(["TK"]);
  });

  test("a complete story raises no question", () => {
    expect(questionable(ready(), "STORY")).toEqual([]);
  });

  test("a headline of more than 60 characters is asked about, with its length", () => {
    const asked = (headline: string) =>
      questionable(storyDocument({ headline, body: [paragraph("Text.")] }), "PAGE").filter(
        ({ code }) => code === "LONG_HEADLINE",
      );
    expect(asked("é".repeat(60))).toEqual([]);
    expect(asked("é".repeat(61))).toEqual([{ code: "LONG_HEADLINE", count: 61 }]);
  });

  test("straight quotes are counted in all text but code and addresses, by the language of the story", () => {
    const quoted = paragraph(`"Yes", it's 6'2" at https://a.b/it's`);
    const doc = (language: string, ...body: Parameters<typeof paragraph>[0][]) =>
      storyDocument({ headline: `"No"`, body: [quoted, ...body.map(paragraph)], fields: { language } });
    const asked = (story: Node) => questionable(story, "PAGE").filter(({ count }) => count !== undefined);
    expect(asked(doc("en"))).toEqual([{ code: "STRAIGHT_QUOTES", count: 5 }]);
    expect(asked(doc("en", "and -- so..."))).toEqual([{ code: "TYPEWRITER_SIGNS", count: 7 }]);
    expect(asked(doc("ja"))).toEqual([]);
    const late = paragraph("it's");
    const page = storyDocument({ headline: "H", body: [paragraph(code(`"x"`)), late] });
    expect(asked(page)).toEqual([{ code: "STRAIGHT_QUOTES", count: 1, block: late.attrs?.id }]);
  });

  test("what an editor would ask names the block", () => {
    const picture = figure({ picture: a });
    const empty = figure({ picture: null });
    const late = paragraph("Cost: TK euros");
    const deep = subheading("x", 3);
    const unnamed = table({ rows: [["TK", "1"]] });
    const card = { ...relatedStory(a), attrs: { id: "cardcard", story: null } };
    const doc = storyDocument({
      headline: "TKTK",
      body: [
        paragraph("TKO and STK are words"),
        picture,
        empty,
        late,
        deep,
        unnamed,
        table({ caption: "Fares", rows: [["x", "1"]] }),
        card,
        { ...paragraph("x"), marks: [inserted] },
      ],
    });
    expect(questionable(doc, "STORY")).toEqual([
      { code: "NO_STANDFIRST" },
      { code: "NO_AUTHOR" },
      { code: "NO_MAIN_PICTURE" },
      { code: "TK" },
      { code: "ALT_MISSING", block: picture.attrs?.id },
      { code: "CREDIT_MISSING", block: picture.attrs?.id },
      { code: "PICTURE_MISSING", block: empty.attrs?.id },
      { code: "TK", block: late.attrs?.id },
      { code: "LEVEL_SKIPPED", block: deep.attrs?.id },
      { code: "TABLE_UNNAMED", block: unnamed.attrs?.id },
      { code: "TK", block: unnamed.content?.[1]?.content?.[0]?.attrs?.id },
      { code: "STORY_MISSING", block: "cardcard" },
      { code: "OPEN_SUGGESTIONS" },
    ]);
  });
});
