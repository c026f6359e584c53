import type { FormatName } from "#lib/import/item.ts";

/** Formats as people call them. */
export const formatNames: Record<FormatName, string> = {
  galley: "Galley",
  wxr: "WordPress",
  ghost: "Ghost",
  markdown: "Markdown",
  feed: "RSS, Atom or JSON Feed",
  ninjs: "ninjs",
  newsml: "NewsML-G2",
  nitf: "NITF",
  html: "HTML pages",
  csv: "CSV",
  substack: "Substack",
  medium: "Medium",
};
