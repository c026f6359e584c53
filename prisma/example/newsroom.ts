import type { Author, FrontPins, Person, Section, SectionKey, Topic } from "./types.ts";

/** The paper itself: an invented city, an invented river. */
export const paper = {
  name: "The Northquay Ledger",
  shortName: "The Ledger",
  tagline: "Printed on the quay since 1871",
  /** A house of readers and staff: shown in the colophon. */
  ownership: "Owned by its readers and staff since 2019.",
  publisher: "The Northquay Ledger Trust",
  address: "14 Customs Quay, Northquay",
  language: "en-GB",
  timeZone: "Europe/London",
  licence: "CC BY-ND 4.0",
  licenceLink: "https://creativecommons.org/licenses/by-nd/4.0/",
  mayRepublish: true,
} as const;

export const sections: Section[] = [
  {
    key: "waterfront",
    name: "Waterfront",
    slug: "waterfront",
    description: "The river, the harbour and the people who work on them.",
  },
  {
    key: "city",
    name: "City",
    slug: "city",
    description: "Council, housing, schools and streets on both banks.",
  },
  {
    key: "business",
    name: "Business",
    slug: "business",
    description: "Who makes, sells, builds and hires in Northquay.",
  },
  {
    key: "opinion",
    name: "Opinion",
    slug: "opinion",
    description: "Columns by our writers. They speak for themselves.",
  },
  {
    key: "culture",
    name: "Culture",
    slug: "culture",
    description: "Music, stage, books, swimming pools and supper.",
  },
  {
    key: "sport",
    name: "Sport",
    slug: "sport",
    description: "Town, the rowing clubs and everyone who turns up to watch.",
  },
];

export const topics: Topic[] = [
  { key: "ferries", name: "Ferries", slug: "ferries", description: "The crossings of the Ouzel, by day and by night." },
  {
    key: "city-council",
    name: "City council",
    slug: "city-council",
    description: "What the 53 members decide, and how they voted.",
  },
  { key: "night-work", name: "Night work", slug: "night-work", description: "The city between ten and six." },
  { key: "ropewalk", name: "Ropewalk", slug: "ropewalk", description: "The south bank, from the pier to the bridge." },
  { key: "harbour-board", name: "Harbour board", slug: "harbour-board" },
  { key: "flood-defence", name: "Flood defence", slug: "flood-defence" },
  { key: "fishing", name: "Fishing", slug: "fishing", description: "Fish Dock, its boats and its prices." },
  { key: "housing", name: "Housing", slug: "housing" },
  { key: "schools", name: "Schools", slug: "schools" },
  { key: "trams", name: "Trams", slug: "trams" },
  { key: "covered-market", name: "Covered market", slug: "covered-market" },
  { key: "old-gasworks", name: "Old Gasworks", slug: "old-gasworks" },
  { key: "football", name: "Football", slug: "football", description: "Northquay Town and the Northern League." },
  { key: "swimming-and-rowing", name: "Swimming and rowing", slug: "swimming-and-rowing" },
  { key: "music-and-stage", name: "Music and stage", slug: "music-and-stage" },
  { key: "food", name: "Food", slug: "food" },
];

export const authors: Author[] = [
  {
    key: "ines-calloway",
    name: "Ines Calloway",
    slug: "ines-calloway",
    jobTitle: "Transport correspondent",
    bio: "Ines Calloway has covered the river, the buses and the people who wait for them since 2017. She grew up above the ticket office at Ropewalk Pier, where her father sold the last night tickets, and still keeps the punch.",
    portrait: "portrait-ines",
  },
  {
    key: "tom-redfearn",
    name: "Tom Redfearn",
    slug: "tom-redfearn",
    jobTitle: "City editor",
    bio: "Tom Redfearn runs the City and Business desks. He has sat through more than four hundred council meetings and reads the appendices first. Before the Ledger he taught geography at Marsh End for six years.",
    portrait: "portrait-tom",
  },
  {
    key: "abena-frost",
    name: "Abena Frost",
    slug: "abena-frost",
    jobTitle: "Housing correspondent",
    bio: "Abena Frost writes about housing and about the city at night. Her year with four families in Harbour View won the Northern Press Prize for reporting. She speaks Twi and Portuguese, and answers every letter.",
    portrait: "portrait-abena",
  },
  {
    key: "nils-aldous",
    name: "Nils Aldous",
    slug: "nils-aldous",
    jobTitle: "Business writer",
    bio: "Nils Aldous follows the money on the water: boats, berths, fish and freight. He was a deckhand for two seasons and an accountant for nine, and says the first was the better preparation for the job.",
    portrait: "portrait-nils",
  },
  {
    key: "dele-marsh",
    name: "Dele Marsh",
    slug: "dele-marsh",
    jobTitle: "Sport and culture writer",
    bio: "Dele Marsh covers Northquay Town, the rowing clubs and whatever is on afterwards. He played left back for Marsh End until his knee asked him not to, and sings bass in the Exchange Choir.",
    portrait: "portrait-dele",
  },
  {
    key: "karl-ostrander",
    name: "Karl Ostrander",
    slug: "karl-ostrander",
    jobTitle: "Columnist",
    bio: "Karl Ostrander planned bus timetables for the city for 22 years and has written about how we get around since he stopped. His column appears when he is cross, which is most weeks.",
    portrait: "portrait-karl",
  },
];

/** Staff accounts. The first admin is made at first start, and is not among them. */
export const people: Person[] = [
  { key: "maren", name: "Maren Holloway", email: "maren@ledger.example", role: "editor" },
  { key: "tom", name: "Tom Redfearn", email: "tom@ledger.example", role: "editor", author: "tom-redfearn" },
  { key: "ines", name: "Ines Calloway", email: "ines@ledger.example", role: "reporter", author: "ines-calloway" },
  { key: "abena", name: "Abena Frost", email: "abena@ledger.example", role: "reporter", author: "abena-frost" },
  { key: "karl", name: "Karl Ostrander", email: "karl@ledger.example", role: "contributor", author: "karl-ostrander" },
];

export const frontPins: FrontPins = {
  lead: "night-ferry",
  seconds: ["covered-market", "harbour-view-towers", "trawlers", "reading-room"],
};

export const sectionPins: Partial<Record<SectionKey, FrontPins>> = {
  waterfront: { lead: "night-ferry", seconds: ["barrier", "swing-bridge"] },
  city: { lead: "harbour-view-towers", seconds: ["covered-market", "line-4"] },
  culture: { lead: "orchestra", seconds: ["lido"] },
};
