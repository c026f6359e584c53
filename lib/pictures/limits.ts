/** Maximum size of an upload in bytes. */
export const maxBytes = 40 * 1024 * 1024;

/** For the file dialog. The bytes decide what is accepted; some systems give HEIC files no type. */
export const acceptedPictures =
  "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff,image/svg+xml,image/heic,image/heif,.heic,.heif";

/** Maximum width × height, as declared by the file. */
export const maxPixels = 100_000_000;

/** Maximum processor time for one picture in seconds; 24 megapixels take 5. Unlike a timeout it does not depend on other load. */
export const maxSeconds = 20;

/**
 * Maximum duration in milliseconds, for a process that waits, and where processor time cannot be limited (Windows). On a busy
 * machine a picture may wait minutes for the processor; it must not be called broken for that.
 */
export const maxMilliseconds = 300_000;

/** Maximum memory of the decoding process in kilobytes; rotating 100 megapixels takes 700,000. */
export const maxMemory = 1_500_000;

/** Widths of the renditions in pixels. A picture is never enlarged. 750 fills a small phone with two device pixels per pixel. */
export const widths = [320, 480, 750, 960, 1280, 1600, 2000] as const;

/** The width of the JPEG that is made first if the others can wait: feeds and link previews show this one. */
export const firstWidth = 1280;

/** Maximum size of the cleaned original in pixels. WebP is limited to 16,383. */
export const originalBox = { width: 2560, height: 16_000 } as const;

/** Width in pixels at which an SVG is drawn; the height follows. */
export const svgWidth = 2000;

/** Maximum bytes of a masthead. */
export const maxMastheadBytes = 1_000_000;

/** Maximum processor time for drawing a masthead in seconds; an ordinary one takes less than one. */
export const maxMastheadSeconds = 5;
