import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type Inline, italic, storyDocument, toJson } from "#lib/document/build.ts";
import type { LiveStoryPage, LiveTranslation } from "#lib/published/types.ts";
import { facts, paper, parts, picture, story, times, translations } from "#prisma/testing/ferry-story.ts";
import { headOf } from "./page-table.tsx";
import { StoryStructuredData } from "./structured-data.tsx";

describe("metadata of a story", () => {
  const around = { paper, times, origin: "https://ledger.example" };
  const view = (given: Partial<LiveStoryPage>, known: LiveTranslation[] = []) =>
    headOf(
      {
        kind: "story",
        story: story(given),
        translations: known,
        cards: [],
        parts: [],
        readAlso: [],
        latest: [],
        mostRead: [],
        isOld: false,
      },
      around,
    );

  test("preloads the italic font if the standfirst has italic words", () => {
    const documentWith = (standfirst: Inline) => toJson(storyDocument({ ...parts, standfirst }));
    expect(view({ document: documentWith(["The ", ...italic("Marten Lowe"), " sails."]) })).toMatchObject({
      hasItalics: true,
    });
    expect(view({ document: documentWith("The Marten Lowe sails.") })).not.toHaveProperty("hasItalics");
  });

  test("lists each indexed translation and itself, and the original as the default", () => {
    const addresses = {
      "en-GB": "https://ledger.example/city/2026/11/24/night-ferry",
      es: "https://ledger.example/city/es",
      ar: "https://ledger.example/city/ar",
      "x-default": "https://ledger.example/city/2026/11/24/night-ferry",
    };
    for (const id of ["1", "3"]) expect(view({ id }, translations).alternates?.languages).toEqual(addresses);
    const hidden = translations.map((one) => ({ ...one, noindex: one.id !== "1" }));
    expect(view({}, hidden).alternates?.languages).toEqual({});
    const data = (given: Partial<LiveStoryPage>) =>
      renderToStaticMarkup(
        <StoryStructuredData {...around} pages={[]} story={story(given)} translations={translations} />,
      );
    expect(data({})).toContain(
      '"workTranslation":[{"@type":"NewsArticle","url":"https://ledger.example/city/es","inLanguage":"es"}',
    );
    expect(data({ id: "3", translationOf: "1" })).toContain(
      '"translationOfWork":{"@type":"NewsArticle","url":"https://ledger.example/city/2026/11/24/night-ferry"}',
    );
  });

  test("states address, times with offset, section, and picture with its description", () => {
    expect(view({})).toMatchObject({
      title: "Night ferry returns | The Ledger",
      description: "A trial of twelve months.",
      alternates: { canonical: "https://ledger.example/city/2026/11/24/night-ferry" },
      robots: { index: true, "max-image-preview": "large" },
      openGraph: {
        type: "article",
        publishedTime: "2026-07-01T09:15:00+01:00",
        section: "City",
        tags: ["Ferries"],
        images: [
          {
            url: `https://ledger.example/pictures/${picture}/0x22x1600x838/1280.jpg`,
            width: 1280,
            height: 670,
            alt: "A ferry at dusk",
          },
        ],
      },
    });
  });

  test("gives search engines the picture in three shapes, each with its own size", () => {
    const html = renderToStaticMarkup(<StoryStructuredData {...around} pages={[]} story={story()} translations={[]} />);
    const json = JSON.parse(/<script[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? "{}");
    const at = `https://ledger.example/pictures/${picture}`;
    expect(json.image.map((image: Record<string, unknown>) => [image.url, image.width, image.height])).toEqual([
      [`${at}/1600.jpg`, 1600, 900],
      [`${at}/125x0x1350x900/1350.jpg`, 1350, 900],
      [`${at}/350x0x900x900/900.jpg`, 900, 900],
    ]);
    expect(json.image[2]).toMatchObject({ caption: "The Marten Lowe.", creditText: "Photo: J. A." });
  });

  test("prefers an editor's texts, and says nothing if the story is not indexed", () => {
    expect(view({ seoTitle: "Ferry", seoDescription: "All about it", noindex: true })).toMatchObject({
      title: "Ferry | The Ledger",
      description: "All about it",
      robots: { index: false },
    });
  });

  describe("a story with words and a picture for social networks", () => {
    const own = "0190c0de-0000-7000-8000-00000000abcd";
    const crops = { "1.91:1": { x: 0.1, y: 0.1, width: 0.8, height: 0.745 } };
    const given: Partial<LiveStoryPage> = {
      seoTitle: "Ferry",
      socialTitle: "The ferry is back!",
      socialText: "Come and see.",
      socialPicture: own,
      socialAlt: "A quay at night",
      pictures: { [picture]: facts, [own]: { ...facts, crops } },
    };

    test("shares them, and gives search engines its own title and picture", () => {
      const head = view(given);
      expect(head.title).toBe("Ferry | The Ledger");
      expect(head.openGraph).toMatchObject({ title: "The ferry is back!", description: "Come and see." });
      const [image, ...others] = head.openGraph?.images ?? [];
      expect(others).toEqual([]);
      expect(image?.url).toMatch(new RegExp(`^https://ledger.example/pictures/${own}/\\d+x\\d+x\\d+x\\d+/`));
      expect(image?.alt).toBe("A quay at night");
      expect(head.twitter).toEqual({ card: "summary_large_image" });
      const html = renderToStaticMarkup(
        <StoryStructuredData {...around} pages={[]} story={story(given)} translations={[]} />,
      );
      expect(html).toContain(`/pictures/${picture}/`);
      expect(html).not.toContain(own);
    });

    test("shares the main picture when readers may not see the chosen one", () => {
      const head = view({ ...given, pictures: { [picture]: facts } });
      expect(head.openGraph?.images?.[0]).toMatchObject({ alt: "A ferry at dusk" });
    });

    test("gives search engines the chosen picture when there is no other", () => {
      const shown = story({ ...given, picture: null, pictureCaption: "", pictureCredit: "" });
      const html = renderToStaticMarkup(<StoryStructuredData {...around} pages={[]} story={shown} translations={[]} />);
      expect(html).toContain(`/pictures/${own}/`);
    });
  });

  test("always has a description", () => {
    expect(view({ standfirst: "" }).description).toBe("Night ferry returns");
  });
});
