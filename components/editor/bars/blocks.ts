import { IconLayoutNavbar, IconListCheck, IconOmega, IconPhotoUp, IconRss, IconTag } from "@tabler/icons-react";
import type { BlockChoice } from "../blocks/part.ts";
import { allEditorParts } from "../blocks/registry.ts";
import { openZone } from "../writing/block-commands.ts";

const zoneChoices: readonly BlockChoice[] = [
  { order: 31, name: "Main picture", words: "lead hero image photo top", icon: IconPhotoUp, act: "mainPicture" },
  { order: 70, name: "Key points", words: "summary top", icon: IconListCheck, act: openZone("keyPoints") },
  { order: 71, name: "In short", words: "closing box summary end", icon: IconLayoutNavbar, act: openZone("inShort") },
  { order: 110, name: "Special character", words: "symbol sign letter accent dash", icon: IconOmega, act: "character" },
  { order: 83, name: "Wire item", words: "agency news reuters", icon: IconRss, act: "wire" },
  { order: 72, name: "Kicker", words: "overline strapline", icon: IconTag, act: openZone("kicker") },
];
/** Groups of the list. An entry belongs to the first one whose `below` is above its `order`. */
const groups = [
  { name: "Text", below: 30 },
  { name: "Pictures and media", below: 40 },
  { name: "Text", below: 60 },
  { name: "Boxes and tables", below: 70 },
  { name: "Parts of the story", below: 80 },
  { name: "More", below: Number.POSITIVE_INFINITY },
] as const;
export type BlockGroup = (typeof groups)[number]["name"];
const groupOf = ({ order }: BlockChoice): BlockGroup => groups.find(({ below }) => order < below)?.name ?? "More";

/** Everything that can be added, the most frequent first. */
const blockChoices = [...allEditorParts.flatMap(({ menu }) => menu), ...zoneChoices].sort((a, b) => a.order - b.order);

/** Everything by group, in the order of the list. */
export const blockGroups: readonly { name: BlockGroup; choices: readonly BlockChoice[] }[] = [
  ...new Set(groups.map(({ name }) => name)),
].map((name) => ({ name, choices: blockChoices.filter((choice) => groupOf(choice) === name) }));

/** 0 for a name that begins with the query, 1 for a word of it, 2 for another word that does, 3 for any other place; null without a match. */
function rank({ name, words }: BlockChoice, wanted: string): number | null {
  const all = `${name} ${words}`.toLowerCase();
  if (!all.includes(wanted)) return null;
  if (name.toLowerCase().startsWith(wanted)) return 0;
  if (!all.includes(` ${wanted}`)) return 3;
  return all.indexOf(` ${wanted}`) < name.length ? 1 : 2;
}

/** Without a query all in the order of the list, otherwise the best matches first. */
export function findBlocks(query: string): BlockChoice[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return blockGroups.flatMap(({ choices }) => choices);
  const found = blockChoices.flatMap((choice) => {
    const at = rank(choice, wanted);
    return at === null ? [] : [{ choice, at }];
  });
  return found.sort((a, b) => a.at - b.at).map(({ choice }) => choice);
}
