import {
  IconBlockquote,
  IconH2,
  IconH3,
  IconLayoutNavbar,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconMinus,
  IconPhoto,
  IconPhotoUp,
  IconPilcrow,
  IconQuote,
  IconTable,
  IconTag,
} from "@tabler/icons-react";
import type { Command } from "@tiptap/pm/state";
import {
  insertDivider,
  openZone,
  setParagraph,
  toggleList,
  toggleQuote,
  toggleSubheading,
} from "../writing/block-commands.ts";
import { insertTable } from "../writing/table-commands.ts";

export type BlockChoice = {
  name: string;
  /** What else one may look for. */
  words: string;
  icon: typeof IconPhoto;
  /** As the keys are written on the screen. */
  keys?: string;
  act: Command | "picture" | "mainPicture" | "related";
};

/** What can be added, in the order in which it is needed most. */
export const blockChoices: readonly BlockChoice[] = [
  { name: "Text", words: "paragraph", icon: IconPilcrow, keys: "Mod Alt 0", act: setParagraph },
  { name: "Subheading", words: "heading h2 crosshead", icon: IconH2, keys: "##", act: toggleSubheading(2) },
  { name: "Small subheading", words: "heading h3", icon: IconH3, keys: "###", act: toggleSubheading(3) },
  { name: "Picture", words: "image photo figure", icon: IconPhoto, act: "picture" },
  { name: "Main picture", words: "lead hero image photo top", icon: IconPhotoUp, act: "mainPicture" },
  { name: "Quote", words: "blockquote", icon: IconBlockquote, keys: ">", act: toggleQuote("blockquote") },
  { name: "Pull quote", words: "", icon: IconQuote, act: toggleQuote("pullQuote") },
  { name: "Bulleted list", words: "bullets ul", icon: IconList, keys: "-", act: toggleList("bulletList") },
  { name: "Numbered list", words: "ol", icon: IconListNumbers, keys: "1.", act: toggleList("orderedList") },
  { name: "Table", words: "rows columns grid spreadsheet figures", icon: IconTable, act: insertTable },
  { name: "Key points", words: "summary top", icon: IconListCheck, act: openZone("keyPoints") },
  { name: "In short", words: "closing box summary end", icon: IconLayoutNavbar, act: openZone("inShort") },
  { name: "Related story", words: "link card read also", icon: IconLink, act: "related" },
  { name: "Divider", words: "line rule hr", icon: IconMinus, keys: "---", act: insertDivider },
  { name: "Kicker", words: "overline strapline", icon: IconTag, act: openZone("kicker") },
];

export const findBlocks = (query: string): BlockChoice[] => {
  const wanted = query.trim().toLowerCase();
  return blockChoices.filter(({ name, words }) => `${name} ${words}`.toLowerCase().includes(wanted));
};

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
/** "Mod Alt 0" as this computer writes it. */
export const showKeys = (keys: string): string =>
  isMac
    ? keys.replace("Mod", "⌘").replace("Alt", "⌥").replace("Shift", "⇧").replaceAll(" ", "")
    : keys
        .replace("Mod", "Ctrl")
        .replaceAll(" ", "+")
        .replace(/^\+|\+$/g, "");
