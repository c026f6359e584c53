import type { Readable } from "node:stream";

/** The encoding of a rendition. */
export type RenditionFormat = "avif" | "webp" | "jpeg";

export type Rendition = {
  format: RenditionFormat;
  width: number;
  height: number;
  /** Size of the file; 0 in rows that were written before the file was made. */
  bytes: number;
};

/** Which renditions a decoding makes: the one JPEG that is needed at once, or all of them. */
export type Extent = "first" | "all";

/** A point as fractions of width and height from the top left corner, 0 to 1. */
export type FocalPoint = { x: number; y: number };

/** A part of a picture as fractions of its width and height. */
export type CropArea = { x: number; y: number; width: number; height: number };

/** The shapes that have names: cards (3:2), video and search engines (16:9), search engines (1:1), phones (4:5), link previews (1.91:1). */
export type RatioName = "3:2" | "16:9" | "1:1" | "4:5" | "1.91:1";

/** The crops that a person has set, by shape. */
export type NamedCrops = Partial<Record<RatioName, CropArea>>;

/** What a page needs to show a picture without asking the picture's own row; stored in live_picture.facts, and for cards in live_story.picture. */
export type PictureFacts = {
  /** The key of its files in the store: SHA-256 of the upload, hex. */
  key: string;
  width: number;
  height: number;
  /** Average colour "#rrggbb", shown while loading. */
  color: string;
  renditions: Rendition[];
  /** Absent where nobody has set it. */
  focal?: FocalPoint;
  /** Absent where nobody has set one. */
  crops?: NamedCrops;
  /** The crops of its figures in the story or page, see crops.ts. */
  uses?: string[];
  /** Set where these are the facts of a crop of the picture: width, height and renditions are those of the crop. */
  crop?: string;
};

/** Metadata of the file (IPTC, XMP, EXIF): plain text, cleaned, possibly empty. Suggestions only, never trusted. */
export type FileMetadata = {
  alt: string;
  caption: string;
  credit: string;
  source: string;
  copyright: string;
  place: string;
  people: string[];
  keywords: string[];
  /** An ISO time; without an offset it is the clock of the camera. */
  takenAt: string | null;
  /** Decimal degrees. For the newsroom only. */
  latitude: number | null;
  longitude: number | null;
  /** The terms of use that the file states, a line each. */
  fileTerms: string;
};

/** What the newest C2PA manifest of a file claims; its signature is not checked. `signedAt` is an ISO instant. */
export type FileCredentials = { issuer: string; tool: string; signedAt: string | null };

/** An upload in memory, or the path of a local file with its bytes. */
export type PictureSource = { bytes: Buffer } | { path: string };

/** Why an upload is refused; the interface has the messages. */
export type RefusalReason = "broken" | "too-many-pixels" | "took-too-long" | "unknown";

/** The decoding process's answer for an accepted picture. */
export type Decoded = FileMetadata & {
  width: number;
  height: number;
  color: string;
  /** Of the cleaned original; its size is 0 while there is only the first rendition. */
  format: "jpeg" | "webp";
  bytes: number;
  /** Every rendition that the picture will have. Those that are not made yet have 0 bytes. */
  renditions: Rendition[];
  contentCredentials: FileCredentials | null;
  /** 64 bits as a signed number in decimal, see perceptual-hash.ts. */
  perceptualHash: string | null;
};

/** First and last byte, both included. An end beyond the file means its last byte. */
export type ByteRange = { start: number; end: number };

/** `bytes` is the size of the whole file, also where a range is read. The stream must be read or destroyed. */
export type OpenFile = { bytes: number; stream: Readable };

export type StoredFile = { key: string; file: string; bytes: number };

/**
 * Where the files of uploads are kept. The files of one upload have a common key, the SHA-256 of the uploaded bytes in
 * hex, and names such as "640.jpg" or "original.mp4". A file appears whole or not at all, and never changes.
 */
export type PictureStore = {
  /** Creates an empty local folder, to be passed to `keep` or `drop`. */
  prepare(): Promise<string>;
  /** Takes over the folder as files of `key`. A file that is already kept under the key stays as it is. */
  keep(key: string, folder: string): Promise<void>;
  drop(folder: string): Promise<void>;
  /** Whether `keep` has succeeded for the key. */
  has(key: string): Promise<boolean>;
  /** Null if there is no such file. @throws RangeError if the range starts beyond the end of the file */
  open(key: string, file: string, range?: ByteRange): Promise<OpenFile | null>;
  /** All files, or those of one key, in the order of key and name. */
  list(key?: string): AsyncIterable<StoredFile>;
  /** Deletes all files of the key. */
  remove(key: string): Promise<void>;
};
