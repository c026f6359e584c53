import type { FormatName } from "#lib/import/item.ts";

/** Formats as people call them. */
export const formatNames: Partial<Record<FormatName, string>> = {
  wxr: "WordPress",
  ghost: "Ghost",
  markdown: "Markdown",
  feed: "RSS, Atom or JSON Feed",
  ninjs: "ninjs",
  newsml: "NewsML-G2",
  nitf: "NITF",
};
