// Which keys work on which page. Loaded with the dialog that lists them.
import { type KeyGroup, type KeyLine, keyList } from "#components/editor/keys/key-list.ts";
import { frontKeyList } from "../fronts/front-keys.ts";

const search: readonly KeyLine[] = [
  { does: "Search", keys: ["/"] },
  { does: "Clear the search, in its field", keys: ["Escape"] },
];
const rows: readonly KeyLine[] = [
  { does: "Next row", keys: ["J"] },
  { does: "Previous row", keys: ["K"] },
  { does: "Open the row", keys: ["Enter"] },
];
const selecting: readonly KeyLine[] = [
  { does: "Select a published story, or take it out of the selection", keys: ["X", "Space"] },
  { does: "Select all published stories of the page", keys: ["Mod A"] },
  { does: "Clear the selection", keys: ["Escape"] },
];
const list = (...lines: readonly KeyLine[]): readonly KeyGroup[] => [{ title: "List", lines }];

const pictureKeys: readonly KeyGroup[] = [
  {
    title: "Pictures",
    lines: [
      ...search,
      { does: "Move to another picture", keys: ["←", "→", "↑", "↓"] },
      { does: "First picture", keys: ["Home"] },
      { does: "Last picture", keys: ["End"] },
      { does: "Quick look", keys: ["Space", "Enter"] },
      { does: "Select, or take out of the selection", keys: ["X"] },
      { does: "Extend the selection", keys: ["Shift ←", "Shift →", "Shift ↑", "Shift ↓"] },
      { does: "Select all", keys: ["Mod A"] },
      { does: "Clear the selection", keys: ["Escape"] },
    ],
  },
  {
    title: "Quick look",
    lines: [
      { does: "Previous picture", keys: ["←"] },
      { does: "Next picture", keys: ["→"] },
      { does: "Select, or take out of the selection", keys: ["X"] },
      { does: "Close", keys: ["Space", "Escape"] },
    ],
  },
];

const scheduleKeys: readonly KeyGroup[] = [
  {
    title: "Card of the schedule",
    lines: [
      { does: "A day earlier", keys: ["Alt ←"] },
      { does: "A day later", keys: ["Alt →"] },
      { does: "15 minutes earlier", keys: ["Alt ↑"] },
      { does: "15 minutes later", keys: ["Alt ↓"] },
      { does: "Open the story or front", keys: ["Enter"] },
    ],
  },
];

const orderKeys: readonly KeyGroup[] = [
  {
    title: "Buttons of a story in the order",
    lines: [
      { does: "Move the story up", keys: ["Alt ↑"] },
      { does: "Move the story down", keys: ["Alt ↓"] },
    ],
  },
];

const everywhere: KeyGroup = {
  title: "Newsroom",
  lines: [
    { does: "Command palette: find a story, page or command", keys: ["Mod K"] },
    { does: "Keyboard shortcuts", keys: ["Mod /"] },
    { does: "Keyboard shortcuts, outside of text fields", keys: ["?"] },
    { does: "Close a dialog or a menu", keys: ["Escape"] },
  ],
};

const pages: readonly { path: RegExp; keys: readonly KeyGroup[] }[] = [
  { path: /^\/desk$/, keys: list({ does: "New story", keys: ["N"] }, ...search, ...rows, ...selecting) },
  { path: /^\/desk\/pages$/, keys: list({ does: "New page", keys: ["N"] }, ...rows) },
  { path: /^\/desk\/inbox$/, keys: list(...rows) },
  { path: /^\/desk\/wire$/, keys: list(...search, ...rows) },
  { path: /^\/desk\/pictures$/, keys: pictureKeys },
  { path: /^\/desk\/schedule$/, keys: scheduleKeys },
  { path: /^\/desk\/collections\/[^/]+$/, keys: orderKeys },
  {
    path: /^\/(?:desk\/(?:collections|pictures\/files)|admin\/(?:authors|people|redirects|topics))$/,
    keys: list(...search),
  },
];

/** The keys that work on a page of the newsroom, in groups. @param path without its query */
export function keysOf(path: string): readonly KeyGroup[] {
  if (/^\/desk\/stories\/[^/]+$/.test(path)) return keyList;
  if (/^\/desk\/fronts\/./.test(path)) return frontKeyList;
  const own = pages.find((page) => page.path.test(path))?.keys ?? [];
  return [...own, everywhere];
}
