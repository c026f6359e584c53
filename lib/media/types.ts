export const mediaFormats = ["mp4", "webm", "mp3", "m4a", "ogg", "pdf", "csv", "xlsx", "docx"] as const;
export type MediaFormat = (typeof mediaFormats)[number];
export const mediaKinds = ["VIDEO", "AUDIO", "DOCUMENT"] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** Why a file is refused; the interface has the messages. `codec`: what the file uses and browsers do not play. */
export type MediaRefusal = {
  reason: "unknown" | "broken" | "empty" | "macros" | "encrypted" | "took-too-long" | "codec";
  codec?: string;
};

/** What a file is, by its bytes. */
export type MediaContent = {
  kind: MediaKind;
  format: MediaFormat;
  durationSeconds: number | null;
  width: number | null;
  height: number | null;
};

/** What a page needs to show a file; stored in live_media.facts. */
export type MediaFacts = MediaContent & {
  /** SHA-256 of the file, hex: its key in the store. */
  key: string;
  bytes: number;
  /** The name under which a document is downloaded. */
  fileName: string;
  /** WebVTT; empty for none. */
  captions: string;
  captionsLanguage: string;
  /** Plain text; empty where readers get the text of the captions. */
  transcript: string;
};

/** A file for the newsroom. */
export type StoredMedia = Omit<MediaFacts, "key"> & {
  id: string;
  posterId: string | null;
  version: number;
  createdAt: Date;
};
