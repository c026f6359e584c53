import type { BlockDefinition, NodeDefinition } from "../node-definition.ts";
import { audioBlock } from "./audio/block.ts";
import { codeBlockDefinition } from "./code/block.ts";
import { dividerBlock } from "./divider/block.ts";
import { embedBlock } from "./embed/block.ts";
import { entryBlock } from "./entry/block.ts";
import { factBoxBlock } from "./fact-box/block.ts";
import { figureBlock } from "./figure/block.ts";
import { fileBlock } from "./file/block.ts";
import { footnoteBlock } from "./footnote/block.ts";
import { galleryBlock } from "./gallery/block.ts";
import { listBlock } from "./list/block.ts";
import { noteToEditorsBlock } from "./note-to-editors/block.ts";
import { paragraphBlock } from "./paragraph/block.ts";
import { profileBlock } from "./profile/block.ts";
import { qaBlock } from "./qa/block.ts";
import { quoteBlock } from "./quote/block.ts";
import { relatedStoryBlock } from "./related-story/block.ts";
import { seriesBlock } from "./series/block.ts";
import { snippetBlock } from "./snippet/block.ts";
import { subheadingBlock } from "./subheading/block.ts";
import { tableBlock } from "./table/block.ts";
import { tableOfContentsBlock } from "./table-of-contents/block.ts";
import { timelineBlock } from "./timeline/block.ts";
import { videoBlock } from "./video/block.ts";

/** Every block, in the order in which ProseMirror tries them: a paragraph is what an empty place is filled with. */
export const blocks = {
  paragraph: paragraphBlock,
  subheading: subheadingBlock,
  list: listBlock,
  quote: quoteBlock,
  figure: figureBlock,
  gallery: galleryBlock,
  divider: dividerBlock,
  relatedStory: relatedStoryBlock,
  table: tableBlock,
  factBox: factBoxBlock,
  video: videoBlock,
  audio: audioBlock,
  file: fileBlock,
  embed: embedBlock,
  noteToEditors: noteToEditorsBlock,
  qa: qaBlock,
  timeline: timelineBlock,
  code: codeBlockDefinition,
  tableOfContents: tableOfContentsBlock,
  snippet: snippetBlock,
  footnote: footnoteBlock,
  series: seriesBlock,
  entry: entryBlock,
  profile: profileBlock,
} satisfies Record<string, BlockDefinition>;

export type BlockName = keyof typeof blocks;
type NamesIn<Block> = Block extends BlockDefinition<infer Name> ? Name : never;
/** The nodes of all blocks: "bulletList", "listItem" …. */
export type BlockNodeName = { [Name in BlockName]: NamesIn<(typeof blocks)[Name]> }[BlockName];

export const allBlocks: readonly BlockDefinition[] = Object.values(blocks);
export const blockNodes = Object.assign({}, ...allBlocks.map(({ nodes }) => nodes)) as Readonly<
  Record<BlockNodeName, NodeDefinition>
>;
