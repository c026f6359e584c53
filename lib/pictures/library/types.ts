import type { PictureRights } from "../../postgres/generated/enums.ts";

/** A picture in the grid of the library. */
export type LibraryPicture = {
  id: string;
  width: number;
  height: number;
  /** Average colour "#rrggbb", shown while loading. */
  color: string;
  /** Address of a rendition for the grid, and of a large one. */
  src: string;
  large: string;
  alt: string;
  caption: string;
  credit: string;
  source: string;
  keywords: string[];
  rights: PictureRights;
  fileName: string;
  uploaderId: string | null;
  /** Instants. */
  createdAt: string;
  withdrawnAt: string | null;
};

/** One page of the library, newest first. */
export type LibraryPage = {
  pictures: LibraryPicture[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
  /** Filters whose value does not exist, such as a person or a collection that does not exist. */
  unknown: string[];
};

/** What the newsroom writes about a picture. */
export type PictureDescription = {
  caption: string;
  alt: string;
  credit: string;
  source: string;
  copyright: string;
  place: string;
  people: string[];
  keywords: string[];
  /** An instant, null if unknown. */
  takenAt: string | null;
};

/** Who signed the content credentials of the uploaded file, with which program and when; each may be missing. */
export type ContentCredentials = { issuer?: string; tool?: string; signedAt?: string };

/** All facts of a picture for its own page. */
export type PictureDetails = LibraryPicture &
  PictureDescription & {
    /** Rises with each change by a person. */
    version: number;
    bytes: number;
    format: string;
    uploader: { id: string; name: string } | null;
    /** Decimal degrees, for the newsroom only. */
    location: { latitude: number; longitude: number } | null;
    credentials: ContentCredentials | null;
    collections: { id: string; name: string; path: string }[];
    /** Whether the actor may change the description. */
    mayEdit: boolean;
  };

/** A collection in the side list. */
export type CollectionItem = {
  id: string;
  parentId: string | null;
  name: string;
  /** The names from the outermost collection, joined by "/". */
  path: string;
  /** Pictures in the collection itself, without nested ones. */
  count: number;
};

export type PresetItem = {
  id: string;
  name: string;
  credit: string;
  source: string;
  copyright: string;
  keywords: string[];
  rights: PictureRights;
  rightsNote: string;
};

/** A completion of what is typed into the search field. */
export type SearchSuggestion = { name: string; value: string };
