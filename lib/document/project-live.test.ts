import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storyArb } from "./arbitraries.ts";
import { documentFromJson, emptyDocument, figure, paragraph, relatedStory, storyDocument } from "./build.ts";
import { missingToPublish, projectLive } from "./project-live.ts";

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
    const page = storyDocument({ headline: "About us", body: [paragraph("Who we are.")] });
    expect(missingToPublish(page, "PAGE")).toEqual([]);
    expect(missingToPublish(emptyDocument(), "PAGE").map(({ code }) => code)).toEqual(["HEADLINE", "TEXT"]);
  });
});

test("a social picture is among those that readers get, and not among those that the text shows", () => {
  const social = "0190c0de-0000-7000-8000-00000000abcd";
  const { pictures, pictureCount } = projectLive(storyDocument({ fields: { socialPicture: social } }));
  expect({ pictures, pictureCount }).toEqual({ pictures: [social], pictureCount: 0 });
});
