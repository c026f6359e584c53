import { describe, expect, test } from "vitest";
import { labels } from "./fields.ts";
import { breadcrumbJsonLd, jsonForScript, type NewsArticleInput, newsArticleJsonLd } from "./json-ld.ts";

const input: NewsArticleInput = {
  url: "https://paper.example/city/2026/11/24/trams",
  headline: "Trams return",
  description: "After ten years.",
  datePublished: "2026-11-24T09:15:00+00:00",
  dateModified: null,
  authors: [{ name: "Jo Doe", url: "https://paper.example/authors/jo-doe", jobTitle: "Transport correspondent" }],
  section: { name: "City" },
  topics: [{ name: "Transport" }],
  label: "",
  media: [],
  embeddedVideos: [],
  profiles: [],
  galleries: [],
  images: [{ url: "https://paper.example/p.jpg", width: 1600, height: 900, caption: "A tram", credit: "Jo" }],
  publisher: {
    name: "The Paper",
    url: "https://paper.example",
    logo: null,
    correctionsPolicy: "https://paper.example/corrections",
  },
  language: "en",
  words: 600,
  isAccessibleForFree: true,
  corrections: [],
  place: "",
  translationOf: null,
  translations: [],
};

describe("a story for search engines", () => {
  test("names videos at other sites by title and address only", () => {
    const video = { name: "Trams", url: "https://vimeo.com/12", embedUrl: "https://player.vimeo.com/video/12?dnt=1" };
    expect(newsArticleJsonLd({ ...input, embeddedVideos: [video] })).toMatchObject({
      video: [{ "@type": "VideoObject", ...video }],
    });
  });

  test("mentions the people and organisations of profiles, without their empty parts", () => {
    const image = { url: "https://paper.example/a.jpg", width: 960, height: 640, caption: "", credit: "Ada Roe" };
    const profiles = [
      { type: "Person", name: "Anna Berg", role: "Mayor", url: "https://paper.example/authors/anna", image },
      { type: "Organization", name: "Port of Leith", role: "Founded in 1810", url: null, image: null },
    ] as const;
    expect(newsArticleJsonLd({ ...input, profiles })).toMatchObject({
      mentions: [
        {
          "@type": "Person",
          name: "Anna Berg",
          jobTitle: "Mayor",
          url: "https://paper.example/authors/anna",
          image: { "@type": "ImageObject", creditText: "Ada Roe" },
        },
        { "@type": "Organization", name: "Port of Leith", description: "Founded in 1810" },
      ],
    });
  });

  test("structured data contains each given property and no empty ones", () => {
    expect(newsArticleJsonLd(input)).toEqual({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      mainEntityOfPage: { "@type": "WebPage", "@id": input.url },
      url: input.url,
      headline: "Trams return",
      description: "After ten years.",
      datePublished: input.datePublished,
      dateModified: input.datePublished,
      author: [
        {
          "@type": "Person",
          name: "Jo Doe",
          url: "https://paper.example/authors/jo-doe",
          jobTitle: "Transport correspondent",
        },
      ],
      publisher: {
        "@type": "NewsMediaOrganization",
        name: "The Paper",
        url: "https://paper.example",
        correctionsPolicy: "https://paper.example/corrections",
      },
      articleSection: "City",
      keywords: ["Transport"],
      image: [
        {
          "@type": "ImageObject",
          url: "https://paper.example/p.jpg",
          width: 1600,
          height: 900,
          caption: "A tram",
          creditText: "Jo",
        },
      ],
      inLanguage: "en",
      wordCount: 600,
      isAccessibleForFree: true,
    });
  });

  test("structured data describes videos and sounds, without what is not known of them", () => {
    const media = {
      type: "VideoObject" as const,
      contentUrl: "https://paper.example/media/1/video.mp4",
      encodingFormat: "video/mp4",
      name: "The tram returns",
      uploadDate: input.datePublished,
      duration: "PT65S",
      thumbnailUrl: "https://paper.example/pictures/1/960.jpg",
      transcript: "Here it comes.",
    };
    const { type, ...shown } = media;
    const sound = { ...media, type: "AudioObject" as const, duration: null, thumbnailUrl: null, transcript: "" };
    const { contentUrl, encodingFormat, name, uploadDate } = media;
    expect(newsArticleJsonLd({ ...input, media: [media, sound] })).toMatchObject({
      video: [{ "@type": type, ...shown }],
      audio: [{ "@type": "AudioObject", contentUrl, encodingFormat, name, uploadDate }],
    });
  });

  test("structured data names the pictures of each gallery, captions and credits included", () => {
    const [first] = input.images;
    const galleries = [{ url: `${input.url}#g-1`, images: first ? [{ ...first, credit: "" }] : [] }];
    expect(newsArticleJsonLd({ ...input, galleries })).toMatchObject({
      hasPart: [
        {
          "@type": "ImageGallery",
          url: `${input.url}#g-1`,
          image: [
            {
              "@type": "ImageObject",
              url: "https://paper.example/p.jpg",
              width: 1600,
              height: 900,
              caption: "A tram",
            },
          ],
        },
      ],
    });
  });

  test("structured data has a type for every label", () => {
    const type = (label: NewsArticleInput["label"]) =>
      (newsArticleJsonLd({ ...input, label }) as Record<string, unknown>)["@type"];
    for (const label of labels) expect(type(label)).toMatch(/Article$/);
    expect([type("analysis"), type("opinion"), type("review"), type("feature")]).toEqual([
      "AnalysisNewsArticle",
      "OpinionNewsArticle",
      "ReviewNewsArticle",
      "ReportageNewsArticle",
    ]);
  });

  test("structured data names the newsroom when there is no byline, and includes corrections, place and original", () => {
    const article = newsArticleJsonLd({
      ...input,
      authors: [],
      place: "Lyon",
      translationOf: "https://paper.example/fr",
      translations: [{ url: "https://paper.example/de", language: "de" }],
      dateModified: "2026-11-25T09:15:00Z",
      corrections: [{ note: "The tram is blue.", at: "2026-11-25T09:15:00Z", url: `${input.url}#correction-1` }],
    });
    expect(article).toMatchObject({
      author: [{ "@type": "NewsMediaOrganization", name: "The Paper" }],
      dateModified: "2026-11-25T09:15:00Z",
      contentLocation: { "@type": "Place", name: "Lyon" },
      translationOfWork: { "@type": "NewsArticle", url: "https://paper.example/fr" },
      workTranslation: [{ "@type": "NewsArticle", url: "https://paper.example/de", inLanguage: "de" }],
      correction: [{ "@type": "CorrectionComment", text: "The tram is blue.", datePublished: "2026-11-25T09:15:00Z" }],
    });
  });
});

test("breadcrumb positions start at one", () => {
  expect(breadcrumbJsonLd([{ name: "City", url: "https://paper.example/city" }])).toMatchObject({
    "@type": "BreadcrumbList",
    itemListElement: [{ position: 1, name: "City", item: { "@type": "WebPage", "@id": "https://paper.example/city" } }],
  });
});

test("JSON in a page cannot close its script element", () => {
  expect(jsonForScript({ a: "</script><!--&\u2028\u2029" })).toBe(
    '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029"}',
  );
  expect(jsonForScript(undefined)).toBe("null");
});
