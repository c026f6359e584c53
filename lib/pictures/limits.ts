/** Size of an upload, in bytes. */
export const maxBytes = 40 * 1024 * 1024;

/** Width × height, as the file declares it. */
export const maxPixels = 100_000_000;

/** Processor time for one picture; 24 megapixels take 5. A busy machine does not count against the picture. */
export const maxSeconds = 20;

/** On the clock, in milliseconds: for what waits without working, and where processor time has no limit (Windows). */
export const maxMilliseconds = 60_000;

/** Of the decoding process, in kilobytes; 100 megapixels that must be turned take 700,000. */
export const maxMemory = 1_500_000;

/** Widths of the renditions; a picture is never enlarged. 750 fills a small phone, of two dots for each pixel. */
export const widths = [320, 480, 750, 960, 1280, 1600, 2000] as const;

/** The width of the JPEG that is made first where the others can wait: feeds and link previews show this one. */
export const firstWidth = 1280;

/** The cleaned original fits into this. WebP ends at 16,383 pixels. */
export const originalBox = { width: 2560, height: 16_000 } as const;

/** Bytes of the drawing of a masthead, at most. */
export const mostMastheadBytes = 1_000_000;

/** Processor time for the drawing of a masthead; an ordinary one takes less than one. */
export const maxMastheadSeconds = 5;
