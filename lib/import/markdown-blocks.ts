import type { NodeJson } from "#lib/document/json.ts";
import { linkFromInput } from "#lib/document/links.ts";
import { blocksOfPage } from "./blocks.ts";
import { readMarkdown } from "./markdown.ts";

/** Blocks that a Markdown text means, and the addresses of pictures that it shows, which have to be added by hand. */
export type MarkdownBlocks = { blocks: NodeJson[]; pictures: string[] };

/** Thirty quotes or lists that begin on one line. */
const deepLine = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){30}/m;
const maxDelimiters = 5_000;

/** What takes the parser seconds or minutes, and is no text that anybody wrote. */
const isTooNested = (text: string): boolean =>
  deepLine.test(text) || (text.match(/[[\]*_~]/g)?.length ?? 0) > maxDelimiters;

/** Reads Markdown that was pasted; no blocks where it is nested beyond all measure. Links within the pasted page lead nowhere in a story, so only their words are kept. */
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
