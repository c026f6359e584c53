import type { CollectionKind } from "../postgres/generated/enums.ts";

export type { CollectionKind };

/** The picture of a collection, with what its page says of it. */
export type Cover = {
  id: string;
  /** "" for a picture that is decoration. */
  alt: string;
  /** As in a figure; null for the whole picture. */
  crop: string | null;
};

/** What editors change of a collection. */
export type CollectionFields = {
  kind: CollectionKind;
  title: string;
  slug: string;
  /** Plain text; an empty line separates paragraphs. */
  intro: string;
  cover: Cover | null;
  /** In the order of the page. */
  storyIds: string[];
};

/** `withdrawn`: readers had it, and it is no longer published. */
export type CollectionState = "draft" | "published" | "withdrawn";

/** A collection to choose. */
export type FoundCollection = { id: string; name: string; state: CollectionState; storyCount: number };

/** A collection as lists show it. */
export type CollectionRow = {
  id: string;
  kind: CollectionKind;
  title: string;
  path: string;
  storyCount: number;
  state: CollectionState;
  /** ISO instant. */
  updatedAt: string;
  updatedBy: string | null;
};
