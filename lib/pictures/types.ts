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

/** What a page needs to show a picture without asking the picture's own row; stored in live_picture.facts, and for cards in live_story.picture. */
export type PictureFacts = {
  /** The key of its files in the store: SHA-256 of the upload, hex. */
  key: string;
  width: number;
  height: number;
  /** Average colour "#rrggbb", shown while loading. */
  color: string;
  renditions: Rendition[];
};

/** Metadata of the file (IPTC, XMP, EXIF): plain text, cleaned, possibly empty. Suggestions only, never trusted. */
export type PictureWords = { alt: string; caption: string; credit: string };

/** Why an upload is refused; the interface has the messages. */
export type RefusalReason = "svg" | "heic" | "broken" | "too-many-pixels" | "took-too-long" | "unknown";

/** The decoding process's answer for an accepted picture. */
export type Decoded = PictureWords & {
  width: number;
  height: number;
  color: string;
  /** Of the cleaned original; its size is 0 while there is only the first rendition. */
  format: "jpeg" | "webp";
  bytes: number;
  /** Every rendition that the picture will have. Those that are not made yet have 0 bytes. */
  renditions: Rendition[];
};
