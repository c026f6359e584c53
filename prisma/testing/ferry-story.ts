import {
  bulletList,
  link,
  paragraph,
  relatedStory,
  type StoryParts,
  storyDocument,
  subheading,
  toJson,
} from "#lib/document/build.ts";
import type { LiveStoryPage, LiveTranslation } from "#lib/published/types.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { publishedStory } from "./published-story.ts";

// A story that has every part, in a paper of its own, for tests that render it.

export const paper = parseSiteSettings({ name: "The Ledger", timeZone: "Europe/London", language: "en-GB" });
export const times = timesOf(paper.timeZone, paper.language);
export const picture = "01a20c44-1b8d-7627-9e7c-679aa74f6efc";
export const other = "01a20c44-1b8d-7627-9e7c-679aa74f6efd";
export const facts = {
  key: "",
  width: 1600,
  height: 900,
  color: "#888888",
  renditions: (["avif", "webp", "jpeg"] as const).flatMap((format) =>
    [480, 960, 1600].map((width) => ({ format, width, height: (width * 9) / 16, bytes: 1 })),
  ),
};
export const section = { id: "s", name: "City", path: "/city" };

export const parts: StoryParts = {
  kicker: "Ferries",
  headline: "Night ferry returns",
  standfirst: ["A trial of ", ...link("twelve months", "https://example.org/trial"), "."],
  mainFigure: { picture, alt: "A ferry at dusk", caption: "The Marten Lowe.", credit: "Photo: J. A." },
  keyPoints: ["Every 20 minutes"],
  body: [
    paragraph("The last boat."),
    subheading("Who it is for"),
    bulletList(["Nurses", "Bakers"]),
    relatedStory(other),
  ],
  inShort: [paragraph("Night boats return.")],
};
export const story = (given: Partial<LiveStoryPage> = {}, document: StoryParts = parts): LiveStoryPage =>
  publishedStory({
    headline: document.headline ?? "",
    kicker: document.kicker ?? "",
    standfirst: "A trial of twelve months.",
    label: "analysis",
    authors: [{ id: "a", name: "Ines Calloway", path: "/authors/ines", jobTitle: "Transport correspondent", bio: "" }],
    topics: [{ id: "t", name: "Ferries", path: "/topics/ferries" }],
    updatedAt: new Date("2026-07-01T10:40:00Z"),
    picture: { id: picture, alt: "A ferry at dusk", facts },
    place: "Customs Quay",
    document: toJson(storyDocument(document)),
    corrections: [{ number: 1, kind: "CORRECTION", note: "She carries 340.", at: new Date("2026-07-01T10:40:00Z") }],
    bodyStories: [other],
    pictures: { [picture]: facts },
    media: {},
    pictureCaption: "The Marten Lowe.",
    pictureCredit: "Photo: J. A.",
    ...given,
  });

/** The languages of the story, itself included. */
export const translations: LiveTranslation[] = [
  { id: "1", path: "/city/2026/11/24/night-ferry", language: "en-GB", noindex: false, isOriginal: true },
  { id: "2", path: "/city/es", language: "es", noindex: false, isOriginal: false },
  { id: "3", path: "/city/ar", language: "ar", noindex: false, isOriginal: false },
];
