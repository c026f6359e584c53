import type { NodeJson } from "../document/json.ts";

/** The formats in which agencies and sites send items. */
export const wireFormats = ["feed", "ninjs", "newsml", "nitf"] as const;
export type WireFormat = (typeof wireFormats)[number];

export type WireStatus = "usable" | "withheld" | "canceled";

/** One version of an item, as it is stored. Times are ISO instants. */
export type WireContent = {
  headline: string;
  status: WireStatus;
  /** As the source writes it; it grows with each version. */
  version: string;
  date: string | null;
  updated: string | null;
  embargo: string | null;
  urgency: number | null;
  language: string;
  /** For editors: "Corrects the spelling in paragraph 3". */
  note: string;
  /** The agency. */
  provider: string;
  copyright: string;
  authors: string[];
  topics: string[];
  /** The address of the original; "" if it has none. */
  link: string;
  /** The text as a document of a story, without pictures and fields. */
  document: NodeJson;
};

/** An item that was just read from its source. */
export type ReadWireItem = { key: string; content: WireContent; text: string };

/** A wire as admins see it. */
export type WireSourceRow = {
  id: string;
  name: string;
  address: string;
  format: string;
  sectionId: string | null;
  section: string | null;
  isOn: boolean;
  keptDays: number;
  readAt: string | null;
  problem: string;
  itemCount: number;
};

/** What becomes of items that meet all of its conditions. Empty conditions are always met. */
export type WireRule = {
  id: string;
  name: string;
  isOn: boolean;
  sourceId: string | null;
  words: string[];
  categories: string[];
  languages: string[];
  /** 1 is the most urgent. */
  urgency: number | null;
  isDropping: boolean;
  sectionId: string | null;
  topicId: string | null;
  personId: string | null;
};

/** A rule as admins see it. */
export type WireRuleRow = WireRule & {
  source: string | null;
  section: string | null;
  topic: string | null;
  person: string | null;
  /** Items of the wires that it has dropped and that have not expired. */
  droppedCount: number;
};

/** What the rules would do with an item. */
export type TriedItem = {
  id: string;
  headline: string;
  source: string;
  /** Whether the rule that is tried applies. */
  isMet: boolean;
  /** Whether it would apply if a rule above it did not decide: one that drops the item, or one that spares it. */
  isDecidedAbove: boolean;
  /** Names of the rules that apply. */
  rules: string[];
  droppedBy: string | null;
  section: string | null;
  topics: string[];
  people: string[];
};

/** An item in the list. */
export type WireRow = {
  id: string;
  source: string;
  headline: string;
  excerpt: string;
  status: WireStatus;
  number: number;
  urgency: number | null;
  embargo: string | null;
  changedAt: string;
  isTaken: boolean;
  /** Names of the people whose attention rules ask for. */
  people: string[];
  /** The name of the rule that dropped it. */
  droppedBy: string | null;
};

/** How an item is now whose words a story has. */
export type OriginState = { item: string; source: string; headline: string; number: number; status: WireStatus };

/** A run of words that both versions have, or only the newer or the older one. */
export type WireChange = { kind: "same" | "in" | "out"; text: string };

/** An item in the reading pane. */
export type OpenWireItem = Omit<WireRow, "excerpt" | "isTaken"> &
  Pick<WireContent, "note" | "provider" | "copyright" | "authors" | "topics" | "link" | "language"> & {
    /** The text as HTML that is safe to show. Links open in another tab. */
    html: string;
    /** What the newest version changed; null if there is only one, or if they have the same words. */
    changes: WireChange[] | null;
    versions: { number: number; at: string }[];
    /** Stories that were begun from it and that the actor may see. */
    stories: { id: string; headline: string; number: number }[];
  };
