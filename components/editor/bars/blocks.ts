import { IconLayoutNavbar, IconListCheck, IconOmega, IconPhotoUp, IconTag } from "@tabler/icons-react";
import type { BlockChoice } from "../blocks/part.ts";
import { allEditorParts } from "../blocks/registry.ts";
import { openZone } from "../writing/block-commands.ts";

const zoneChoices: readonly BlockChoice[] = [
  { order: 31, name: "Main picture", words: "lead hero image photo top", icon: IconPhotoUp, act: "mainPicture" },
  { order: 70, name: "Key points", words: "summary top", icon: IconListCheck, act: openZone("keyPoints") },
  { order: 71, name: "In short", words: "closing box summary end", icon: IconLayoutNavbar, act: openZone("inShort") },
  { order: 110, name: "Special character", words: "symbol sign letter accent dash", icon: IconOmega, act: "character" },
  { order: 100, name: "Kicker", words: "overline strapline", icon: IconTag, act: openZone("kicker") },
];
/** Everything that can be added, the most frequent first. */
const blockChoices = [...allEditorParts.flatMap(({ menu }) => menu), ...zoneChoices].sort((a, b) => a.order - b.order);

export const findBlocks = (query: string): BlockChoice[] => {
  const wanted = query.trim().toLowerCase();
  return blockChoices.filter(({ name, words }) => `${name} ${words}`.toLowerCase().includes(wanted));
};

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
/** "Mod Alt 0" in the notation of this computer. */
export const showKeys = (keys: string): string =>
  isMac
    ? keys.replace("Mod", "⌘").replace("Alt", "⌥").replace("Shift", "⇧").replaceAll(" ", "")
    : keys
        .replace("Mod", "Ctrl")
        .replaceAll(" ", "+")
        .replace(/^\+|\+$/g, "");
