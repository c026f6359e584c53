// A published story as readers' pages and feeds get it, for tests without a database.
import { noDates, publishedFields } from "#lib/document/field-rules.ts";
import { emptyFields } from "#lib/document/fields.ts";
import type { LiveStoryPage } from "#lib/published/types.ts";

const section = { id: "s", name: "City", path: "/city" };

/** A story of the section City without authors, topics, pictures or text, of 1 July 2026. */
export const publishedStory = (given: Partial<LiveStoryPage> = {}): LiveStoryPage => ({
  ...publishedFields("STORY", emptyFields, noDates("STORY")),
  id: "1",
  path: "/city/2026/11/24/night-ferry",
  headline: "Night ferry returns",
  kicker: "",
  standfirst: "",
  badge: "",
  language: "en-GB",
  translationOf: null,
  section,
  trail: [section],
  authors: [],
  topics: [],
  publishedAt: new Date("2026-07-01T08:15:00Z"),
  updatedAt: null,
  picture: null,
  pictureCaption: "",
  pictureCredit: "",
  document: { type: "doc" },
  corrections: [],
  bodyStories: [],
  media: {},
  pictures: {},
  words: 20,
  versions: 0,
  ...given,
});
