import type { NodeJson } from "#lib/document/json.ts";
import { linkFromInput } from "#lib/document/links.ts";
import { blocksOfPage } from "./blocks.ts";
import { readMarkdown } from "./markdown.ts";

/** Blocks that a Markdown text means, and the addresses of pictures that it shows, which have to be added by hand. */
export type MarkdownBlocks = { blocks: NodeJson[]; pictures: string[] };

/** Reads Markdown that was pasted. Links within the pasted page lead nowhere in a story, so only their words are kept. */
export function blocksOfMarkdown(text: string): MarkdownBlocks {
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
