import { describe, expect, test } from "vitest";
import { bulletList, figure, paragraph, type StoryParts, storyDocument, table } from "./build.ts";
import type { NodeJson } from "./json.ts";
import { readShownChange, type ShownChange, shownChange } from "./shown-change.ts";

const [picture, other] = ["0199aaaa-0000-7000-8000-000000000001", "0199aaaa-0000-7000-8000-000000000002"];
const proposed = { type: "insertion", attrs: { id: "s1" } };

const story = (body: NodeJson[], parts: StoryParts = {}) =>
  storyDocument({ headline: "Night ferry", standfirst: "It is back.", ...parts, body });
/** The same block with other text. */
const rewritten = (block: NodeJson, text: string): NodeJson => ({ ...block, content: [{ type: "text", text }] });
/** "changed body: a [-gone-]{+come+}" */
const linesOf = ({ blocks }: ShownChange): string[] =>
  blocks.map(({ kind, zone, lines }) => {
    const texts = lines.map((line) =>
      line.map(({ kind, text }) => ({ same: text, in: `{+${text}+}`, out: `[-${text}-]` })[kind]).join(""),
    );
    return `${kind} ${zone}: ${texts.join(" / ")}`;
  });
const [first, second, third] = [
  paragraph("Smith took the boat."),
  paragraph("It sails at nine."),
  paragraph("The end."),
];

describe("changes that readers see", () => {
  const before = story([first, second, third]);
  const after = story([rewritten(first, "A man took the boat."), third, paragraph("It is new.")], {
    headline: "Night ferry returns",
  });

  test("readers see added words with the words that they replaced", () => {
    const change = shownChange(before, after, { hasReplaced: true });
    expect(linesOf(change)).toEqual([
      "changed headline: Night ferry{+ returns+}",
      "changed body: [-Smith-]{+A man+} took the boat.",
      "takenOut body: [-It sails at nine.-]",
      "added body: {+It is new.+}",
    ]);
    expect(change).toMatchObject({ words: { added: 6, takenOut: 5 }, more: 0 });
    expect(readShownChange(JSON.parse(JSON.stringify(change)))).toEqual(change);
  });

  test("a change without replaced words contains none of them", () => {
    const change = shownChange(before, after, { hasReplaced: false });
    expect(linesOf(change)).toEqual([
      "changed headline: Night ferry{+ returns+}",
      "changed body: {+A man+} took the boat.",
      "added body: {+It is new.+}",
    ]);
    expect(JSON.stringify(change)).not.toMatch(/Smith|sails/);
    const shorter = shownChange(before, story([rewritten(first, "took the boat."), second, third]), {
      hasReplaced: false,
    });
    expect(shorter).toMatchObject({ words: { takenOut: 1 }, blocks: [] });
  });

  test("a shown change contains no suggestion from either version", () => {
    const open = [{ type: "text", text: "SECRET", marks: [proposed] }];
    const change = shownChange(
      story([paragraph(["One.", ...open])]),
      story([{ ...paragraph("Proposed."), marks: [proposed] }, paragraph(["Two.", ...open])]),
      { hasReplaced: true },
    );
    expect(JSON.stringify(change)).not.toMatch(/SECRET|Proposed/);
  });

  test("readers see moved blocks and changed pictures, cells and items, but no invisible changes", () => {
    const plate = figure({ picture, alt: "A ferry", caption: "The ferry." });
    const list = bulletList(["tea", "buns"]);
    const grid = table({
      rows: [
        ["Line", "Cost"],
        ["4", "10"],
      ],
    });
    const change = shownChange(
      story([first, second, third, plate, list, grid]),
      story([
        third,
        first,
        second,
        { ...plate, attrs: { ...plate.attrs, picture: other } },
        bulletList(["tea", "scones"]),
        { ...grid, attrs: { ...grid.attrs, headRow: !grid.attrs?.headRow } },
      ]),
      { hasReplaced: true },
    );
    expect(linesOf(change)).toEqual([
      "moved body: The end.",
      "changed body: ",
      expect.stringMatching(/^takenOut body/),
      expect.stringMatching(/^added body/),
    ]);
    expect(change.blocks.map(({ hasOtherPicture }) => hasOtherPicture)).toEqual([false, true, false, false]);
  });

  test("a shown change has a short context and a limited length", () => {
    const long = Array.from({ length: 100 }, (_, n) => `word${n}`).join(" ");
    const block = paragraph(`${long} old ${long} more ${long}`);
    const [line] =
      shownChange(story([block]), story([rewritten(block, `${long} new ${long} again ${long}`)]), {
        hasReplaced: true,
      }).blocks[0]?.lines ?? [];
    const text = line?.map((piece) => piece.text).join("") ?? "";
    expect(text).toMatch(/^… .*word99 oldnew word0 .* … … .*word99 moreagain word0 .* …$/);
    expect(text.length).toBeLessThan(400);
    const huge = Array.from({ length: 12 }, () => paragraph(`${long} ${long} ${long}`));
    const change = shownChange(story([first]), story([first, ...huge]), { hasReplaced: true });
    expect(change.blocks.length + change.more).toBe(12);
    expect(change.more).toBeGreaterThan(0);
    expect(JSON.stringify(change).length).toBeLessThan(16_000);
  });

  test("a shown change is never cut inside a character", () => {
    const text = "👩‍👩‍👧".repeat(60);
    const block = paragraph(`${text} a`);
    const change = shownChange(story([block]), story([rewritten(block, `${text} b`)]), { hasReplaced: true });
    expect(JSON.stringify(change)).not.toMatch(/\\ud[89a-f]/i);
  });

  test("a damaged row gives no shown change", () => {
    for (const damaged of [null, {}, { words: {}, blocks: [{ kind: "x" }], more: 0 }, "x"])
      expect(readShownChange(damaged)).toBeNull();
  });
});
