// Every kind of block that the / menu offers, written by keys alone.
import { expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Desk } from "../testing/desk.ts";
import { addTrigger, triggerOf } from "../writing/add-trigger.ts";
import { findBlocks } from "./blocks.ts";

/** Types "/" and a name, and takes the first choice. */
function add(desk: Desk, name: string): void {
  desk.type(`/${name}`);
  const trigger = triggerOf(desk.state);
  const choice = findBlocks(trigger?.query ?? "")[0];
  expect(choice?.name).toBe(name);
  if (!trigger || typeof choice?.act !== "function") throw new Error(`“${name}” asks for something first`);
  desk.dispatch(desk.state.tr.delete(trigger.from, trigger.to));
  expect(choice.act(desk.state, desk.dispatch)).toBe(true);
}
/** Writes lines, each ended with Enter. */
function write(desk: Desk, ...lines: string[]): void {
  for (const line of lines) {
    desk.type(line);
    desk.press("Enter");
  }
}
const open = (): Desk => {
  const desk = new Desk(storyDocument({ headline: "Head", standfirst: "Deck", body: [paragraph("Start.")] }), 0, [
    addTrigger(() => false),
  ]);
  desk.caretAt("Start.", "after");
  desk.press("Enter");
  return desk;
};
const blocks = (desk: Desk): string[] => {
  guardDocument(desk.state.doc);
  return desk.state.doc.children
    .slice(3)
    .map((node) => `${node.type.name}: ${node.textBetween(0, node.content.size, "/", "/")}`);
};

test("blocks of the / menu are filled and left by Enter, one after the other", () => {
  const desk = open();
  add(desk, "Table of contents");
  add(desk, "Subheading");
  write(desk, "The quay");
  add(desk, "Note to editors");
  write(desk, "Ask the harbour master");
  add(desk, "Q&A");
  write(desk, "When does it sail?", "At noon.", "", "Who pays?", "The town.", "", "");
  add(desk, "Timeline");
  write(desk, "1921", "The first ferry sails.", "", "");
  add(desk, "Profile");
  write(desk, "Anna Berg", "Harbour master", "She grew up in Leith.", "");
  add(desk, "Fact box");
  write(desk, "Fares", "A day costs £5.", "");
  add(desk, "List with headings");
  write(desk, "Leith", "It has a quay.", "", "");
  add(desk, "Small subheading");
  write(desk, "In code");
  add(desk, "Code");
  write(desk, 'say("ahoy")', "");
  add(desk, "Bulleted list");
  write(desk, "Quay", "Dock", "");
  add(desk, "Pull quote");
  write(desk, "We waited.", "");
  desk.type("The end.");
  desk.press("Enter");
  add(desk, "Footnote");
  write(desk, "Town archive");
  desk.type(" Or not.");
  expect(blocks(desk)).toEqual([
    "tableOfContents: ",
    "subheading: The quay",
    "noteToEditors: Ask the harbour master",
    "qa: When does it sail?/At noon.",
    "qa: Who pays?/The town.",
    "timelineEvent: 1921/The first ferry sails.",
    "profile: Anna Berg/Harbour master///She grew up in Leith.",
    "factBox: Fares/A day costs £5.",
    "entry: Leith/It has a quay.",
    "subheading: In code",
    'codeBlock: say("ahoy")',
    "bulletList: Quay/Dock",
    "pullQuote: We waited./",
    "paragraph: The end. Or not.",
    "footnote: Town archive",
  ]);
});
