import type { NodeJson } from "#lib/document/json.ts";
import { linkFromInput } from "#lib/document/links.ts";
import { blocksOfPage } from "./blocks.ts";
import { readMarkdown } from "./markdown/markdown.ts";

/** The blocks of a Markdown text, and the addresses of its pictures, which the writer has to add by hand. */
export type MarkdownBlocks = { blocks: NodeJson[]; pictures: string[] };

/** Thirty quotes or lists that begin on one line. */
const deepLine = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){30}/m;
const maxDelimiters = 5_000;

/** Text that would take the parser seconds or minutes, and that no person writes. */
const isTooNested = (text: string): boolean =>
  deepLine.test(text) || (text.match(/[[\]*_~]/g)?.length ?? 0) > maxDelimiters;

/** Parses pasted Markdown; returns no blocks if it is nested extremely deep. Of links within the pasted page only the text is kept. */
export function blocksOfMarkdown(text: string): MarkdownBlocks {
  if (isTooNested(text)) return { blocks: [], pictures: [] };
  const pictures: string[] = [];
  const blocks = blocksOfPage(readMarkdown(text), {
    figure: (image) => {
      const { src } = image.properties;
      if (typeof src === "string" && src !== "") pictures.push(src);
      return null;
    },
    href: (given) => (given.startsWith("#") ? null : linkFromInput(given)),
    warn: () => {},
  });
  return { blocks, pictures };
}
