// The keys of the editor, as the dialog "Keyboard shortcuts" lists them.

export type KeyLine = {
  does: string;
  /** In the notation of `showKeys`: "Mod Shift Z". Several do the same. */
  keys: readonly string[];
};
export type KeyGroup = { title: string; lines: readonly KeyLine[] };

export const keyList: readonly KeyGroup[] = [
  {
    title: "Story",
    lines: [
      { does: "Save now", keys: ["Mod S"] },
      { does: "Undo", keys: ["Mod Z"] },
      { does: "Redo", keys: ["Mod Shift Z", "Mod Y"] },
      { does: "Find and replace", keys: ["Mod F", "Mod H", "Mod Alt F"] },
      { does: "Next match", keys: ["Mod G", "F3"] },
      { does: "Previous match", keys: ["Mod Shift G", "Shift F3"] },
      { does: "Focus mode, on or off", keys: ["Mod Shift F"] },
      { does: "Keyboard shortcuts", keys: ["Mod /"] },
      { does: "Keyboard shortcuts, outside of text fields", keys: ["?"] },
    ],
  },
  {
    title: "Words",
    lines: [
      { does: "Bold", keys: ["Mod B"] },
      { does: "Italic", keys: ["Mod I"] },
      { does: "Strike", keys: ["Mod Shift X"] },
      { does: "Code", keys: ["Mod E"] },
      { does: "Link; outside of the text, the command palette", keys: ["Mod K"] },
      { does: "Find a page to link to, at the start of a word", keys: ["@"] },
      { does: "Line break", keys: ["Shift Enter"] },
      { does: "Select the part of the story, then all of it", keys: ["Mod A"] },
    ],
  },
  {
    title: "Blocks",
    lines: [
      { does: "Add a block, in an empty paragraph", keys: ["/"] },
      { does: "Paragraph", keys: ["Mod Alt 0"] },
      { does: "Subheading", keys: ["Mod Alt 2"] },
      { does: "Smaller subheading", keys: ["Mod Alt 3"] },
      { does: "Numbered list", keys: ["Mod Shift 7"] },
      { does: "Bullet list", keys: ["Mod Shift 8"] },
      { does: "Quote", keys: ["Mod Shift 9"] },
      { does: "Divider", keys: ["Mod Shift H"] },
      { does: "Footnote", keys: ["Mod Shift 6"] },
      { does: "Nest a list item, or go to the next cell", keys: ["Tab"] },
      { does: "Lift a list item, or go to the previous cell", keys: ["Shift Tab"] },
      { does: "Leave the text with the next Tab", keys: ["Escape"] },
      { does: "Move a block, list item or picture of a gallery up", keys: ["Alt Shift ↑"] },
      { does: "Move a block, list item or picture of a gallery down", keys: ["Alt Shift ↓"] },
      { does: "Duplicate the block", keys: ["Mod Shift D"] },
    ],
  },
  {
    title: "Comments and suggestions",
    lines: [
      { does: "Comment", keys: ["Mod Alt M"] },
      { does: "Who wrote this", keys: ["Mod Alt Y"] },
      { does: "Suggest changes, on or off", keys: ["Mod Alt Shift X"] },
      { does: "Next suggestion", keys: ["F8"] },
      { does: "Previous suggestion", keys: ["Shift F8"] },
      { does: "Accept or reject the suggestion in the panel", keys: ["A", "R"] },
    ],
  },
];
