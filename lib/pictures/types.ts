/** How a rendition is encoded. */
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
  /** Where its files lie in the store: SHA-256 of the upload, hex. */
  key: string;
  width: number;
  height: number;
  /** Average colour "#rrggbb", shown while loading. */
  color: string;
  renditions: Rendition[];
};

/** What the file says about itself (IPTC, XMP, EXIF): plain text, cleaned, perhaps empty. Proposals, never facts. */
export type PictureWords = { alt: string; caption: string; credit: string };

/** Why an upload is not taken; the wording lives in the interface. */
export type RefusalReason = "svg" | "heic" | "broken" | "too-many-pixels" | "took-too-long" | "unknown";

/** What the decoding process answers about a picture that it took. */
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
