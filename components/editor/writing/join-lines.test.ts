import type { Node } from "@tiptap/pm/model";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Edit, editArb, stepsFor, storyArb } from "#lib/document/arbitraries.ts";
import {
  bulletList,
  divider,
  listItem,
  orderedList,
  paragraph,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
  table,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { isBox, isCode, isSeparateLine } from "#lib/document/nodes.ts";
import { zoneAt } from "#lib/document/zones.ts";
import { Desk } from "../testing/desk.ts";
import { autoLinks } from "./auto-links.ts";

type Body = NonNullable<StoryParts["body"]>;

/** The body as text: items with their marker and level, quotes with "> ". */
function outline(node: Node, indent = ""): string[] {
  const lines: string[] = [];
  node.forEach((child, _pos, index) => {
    const name = child.type.name;
    if (["kicker", "headline", "standfirst"].includes(name)) return;
    if (child.isTextblock) {
      const sign = name === "subheading" ? "# " : name === "attribution" ? "— " : "";
      const first = node.type.name === "listItem" && index > 0 ? `${indent.replace(/\S+ $/, "")}  ` : indent;
      lines.push(first + sign + child.textContent);
    } else if (child.isAtom) lines.push(`(${name})`);
    else if (name === "listItem") {
      const sign = node.type.name === "orderedList" ? `${Number(node.attrs.start) + index}. ` : "- ";
      lines.push(...outline(child, indent + sign));
    } else if (name.endsWith("List")) lines.push(...outline(child, indent.replace(/\S+ /g, "  ")));
    else if (name === "blockquote") lines.push(...outline(child, "> "));
    else lines.push(...outline(child, indent));
  });
  return lines;
}

function press(body: Body, words: string, key: "Backspace" | "Delete", times: number): string[][] {
  const desk = new Desk(storyDocument({ standfirst: "s", body }));
  desk.caretAt(words, key === "Backspace" ? "before" : "after");
  return Array.from({ length: times }, () => {
    desk.press(key);
    guardDocument(desk.state.doc);
    return outline(desk.state.doc);
  });
}

describe("Backspace at the start of a line", () => {
  test.each<[string, Body, string, string[][]]>([
    ["joins the paragraph behind a list with its last item", [bulletList(["a"]), paragraph("b")], "b", [["- ab"]]],
    [
      "lifts an item, then joins it, and merges the lists around it",
      [bulletList(["a", "b", "c"])],
      "b",
      [
        ["- a", "b", "- c"],
        ["- ab", "- c"],
      ],
    ],
    [
      "renumbers a list after one of its items was joined",
      [orderedList(["a", "b", "c"], 4)],
      "b",
      [
        ["4. a", "b", "4. c"],
        ["4. ab", "5. c"],
      ],
    ],
    [
      "lifts a nested item into the item around it, then joins them",
      [bulletList([listItem("a", bulletList(["b", "c"])), "d"])],
      "b",
      [
        ["- a", "  b", "  - c", "- d"],
        ["- ab", "  - c", "- d"],
      ],
    ],
    [
      "joins an item with the nested item above it",
      [bulletList([listItem("a", bulletList(["x"])), "b"])],
      "b",
      [
        ["- a", "  - x", "b"],
        ["- a", "  - xb"],
      ],
    ],
    [
      "keeps the nested items of a joined item",
      [bulletList(["a", listItem("b", bulletList(["x"])), "c"])],
      "b",
      [
        ["- a", "b", "- x", "- c"],
        ["- ab", "- x", "- c"],
      ],
    ],
    ["joins the paragraph behind a quote with it", [quote(["a"]), paragraph("b")], "b", [["> ab"]]],
    ["takes an empty speaker away", [quote(["a"], ""), paragraph("b")], "b", [["> ab"]]],
    ["takes a quote away, then joins", [paragraph("a"), quote(["b"])], "b", [["a", "b"], ["ab"]]],
    ["makes a speaker a line of the quote, then joins", [quote(["a"], "b")], "b", [["> a", "> b"], ["> ab"]]],
    ["makes a subheading a paragraph, then joins", [paragraph("a"), subheading("b")], "b", [["a", "b"], ["ab"]]],
    [
      "keeps a subheading below an empty paragraph",
      [paragraph("a"), paragraph(), subheading("b")],
      "b",
      [["a", "# b"]],
    ],
    ["takes a divider, then joins", [bulletList(["a"]), divider(), paragraph("b")], "b", [["- a", "b"], ["- ab"]]],
    [
      "does not merge two lists with their own start numbers",
      [orderedList(["a"]), paragraph("b"), orderedList(["c"], 7)],
      "b",
      [["1. ab", "7. c"]],
    ],
  ])("%s", (_name, body, words, after) => {
    expect(press(body, words, "Backspace", after.length)).toEqual(after);
  });
});

describe("Delete at the end of a line", () => {
  test.each<[string, Body, string, string[][]]>([
    [
      "joins an item with the next one and takes over its nested items",
      [bulletList(["a", listItem("b", bulletList(["x"])), "c"])],
      "a",
      [["- ab", "  - x", "- c"]],
    ],
    ["joins an item with the paragraph behind the list", [bulletList(["a"]), paragraph("b")], "a", [["- ab"]]],
    ["joins a paragraph with the first item", [paragraph("a"), orderedList(["b", "c"])], "a", [["ab", "1. c"]]],
    [
      "joins an item with its first nested item",
      [bulletList([listItem("a", bulletList(["b", "c"]))])],
      "a",
      [["- ab", "  - c"]],
    ],
    [
      "joins a nested item with the item after it",
      [bulletList([listItem("a", bulletList(["x"])), "b"])],
      "x",
      [["- a", "  - xb"]],
    ],
    [
      "joins a paragraph with the first line of a quote and keeps the rest of the quote",
      [paragraph("a"), quote(["b", "c"], "Who")],
      "a",
      [["ab", "> c", "> — Who"]],
    ],
    [
      "keeps the attribution of a quote as a paragraph after its only line was joined",
      [paragraph("a"), quote(["b"], "Who")],
      "a",
      [["ab", "Who"]],
    ],
    ["joins a quote with the paragraph behind it", [quote(["a"], ""), paragraph("b")], "a", [["> a", "b"], ["> ab"]]],
    ["joins an item with a quote behind the list", [bulletList(["a"]), quote(["b"])], "a", [["- ab"]]],
    ["joins a paragraph with a subheading", [paragraph("a"), subheading("b")], "a", [["ab"]]],
    [
      "deletes a divider after a list, then joins",
      [bulletList(["a"]), divider(), paragraph("b")],
      "a",
      [["- a", "b"], ["- ab"]],
    ],
    [
      "deletes an empty paragraph and keeps the list after it",
      [paragraph("a"), paragraph(""), bulletList(["b"])],
      "a",
      [["a", "- b"]],
    ],
  ])("%s", (_name, body, words, after) => {
    expect(press(body, words, "Delete", after.length)).toEqual(after);
  });
  test("deletes an empty line and keeps the type of the next line", () => {
    for (const next of [subheading("b"), bulletList(["b"]), quote(["b"])]) {
      const desk = new Desk(storyDocument({ standfirst: "s", body: [paragraph("a"), paragraph(), next] }));
      const before = outline(desk.state.doc);
      desk.caretAt("a", "after");
      desk.select(desk.state.selection.from + 2);
      desk.press("Delete");
      expect(outline(desk.state.doc)).toEqual(before.filter((line) => line !== ""));
    }
  });
  test("never joins an attribution with the paragraph after the quote", () => {
    const body = [quote(["a"], "Who"), paragraph("b")];
    expect(press(body, "Who", "Delete", 1)).toEqual([["> a", "> — Who", "b"]]);
    expect(press(body, "b", "Backspace", 1)).toEqual([["> a", "> — Who", "b"]]);
  });
});

describe("keys that delete words", () => {
  test.each(["Mod-Backspace", "Alt-Backspace", "Shift-Backspace"])(
    "joins with the line before on %s at the start of a line, as Backspace does",
    (key) => {
      const desk = new Desk(storyDocument({ standfirst: "s", body: [bulletList(["a"]), paragraph("b")] }));
      desk.caretAt("b", "before");
      desk.press(key);
      expect(outline(desk.state.doc)).toEqual(["- ab"]);
    },
  );
  test.each(["Mod-Delete", "Alt-Delete"])(
    "joins with the next line on %s at the end of a line, as Delete does",
    (key) => {
      const desk = new Desk(storyDocument({ standfirst: "s", body: [bulletList(["a"]), paragraph("b")] }));
      desk.caretAt("a", "after");
      desk.press(key);
      expect(outline(desk.state.doc)).toEqual(["- ab"]);
    },
  );
  test.each(["Mod-Backspace", "Mod-Delete"])("leaves %s within a line to the browser", (key) => {
    const desk = new Desk(storyDocument({ body: [paragraph("one two")] }));
    desk.caretAt("one", "after");
    expect(desk.press(key)).toBe(false);
  });
});

describe("cells and captions", () => {
  test("deletes nothing on Backspace and Delete at the edge of a cell, a caption or a credit", () => {
    const doc = storyDocument({
      mainFigure: { picture: null, caption: "m", credit: "n" },
      body: [paragraph("a"), table({ caption: "t", rows: [["x", "y"]] }), paragraph("b")],
    });
    for (const words of ["m", "n", "t", "x", "y"])
      for (const key of ["Backspace", "Delete"] as const) {
        const desk = new Desk(doc);
        desk.caretAt(words, key === "Backspace" ? "before" : "after");
        expect(desk.press(key)).toBe(true);
        expect(desk.state.doc.eq(doc)).toBe(true);
      }
  });
  test("selects a table on Backspace after it before deleting it", () => {
    const desk = new Desk(storyDocument({ body: [table({ rows: [["x"]] }), paragraph("b")] }));
    desk.caretAt("b", "before");
    desk.press("Backspace");
    expect(desk.state.selection).toBeInstanceOf(NodeSelection);
    expect(desk.lines).toContain("tableCell: x");
  });
});

/** Lines and what is between them, in reading order. */
type Line = { node: Node; pos: number; part: string };
function linesOf(doc: Node): { lines: Line[]; between: boolean[] } {
  const lines: Line[] = [];
  const between: boolean[] = [];
  let isBetween = false;
  doc.descendants((node, pos) => {
    if (node.isAtom && node.isBlock) isBetween = true;
    if (!node.isTextblock) return true;
    const $pos = doc.resolve(pos);
    const isInBox = $pos.depth > 0 && isBox($pos.node(1));
    const part =
      isSeparateLine(node) || isCode(node) ? `line ${pos}` : isInBox ? `box ${$pos.before(1)}` : zoneAt(doc, pos);
    lines.push({ node, pos, part });
    between.push(isBetween);
    isBetween = false;
    return false;
  });
  return { lines, between };
}
const wordsIn = (doc: Node): string => doc.textBetween(0, doc.content.size, "", " ").replace(/\s+/g, "");

/** Skips lines in different zones and boxes, cells, captions, titles and code, an attribution and the line after it, and lines around a card or divider. */
function isJoined(key: "Backspace" | "Delete", doc: Node, at: number): "joined" | "apart" | "skipped" {
  const { lines, between } = linesOf(doc);
  const [first, second] = [lines[at], lines[at + 1]];
  if (!first || !second || first.part !== second.part || between[at + 1]) return "skipped";
  if (first.node.type.name === "attribution") return "skipped";
  const desk = new Desk(doc, 0, [autoLinks()]);
  const start = key === "Backspace" ? second.pos + 1 : first.pos + 1 + first.node.content.size;
  desk.dispatch(desk.state.tr.setSelection(TextSelection.create(doc, start)));
  for (let presses = 1; presses <= 2; presses++) {
    desk.press(key);
    guardDocument(desk.state.doc);
    expect(wordsIn(desk.state.doc)).toBe(wordsIn(doc));
    const after = linesOf(desk.state.doc).lines;
    const both = wordsIn(first.node) + wordsIn(second.node);
    if (after.length < lines.length && after.some(({ node }) => wordsIn(node) === both)) return "joined";
  }
  return "apart";
}

const edited = (doc: Node, edit: Edit): Node =>
  stepsFor(doc, edit).reduce((now, step) => step.apply(now).doc ?? now, doc);

describe("any two neighbouring lines of one zone", () => {
  test.each(["Backspace", "Delete"] as const)(
    "joins any two neighbouring lines of a zone after at most two presses of %s, without losing a word",
    (key) => {
      let joinedCount = 0;
      fc.assert(
        fc.property(storyArb, fc.array(editArb, { maxLength: 3 }), (story, edits) => {
          // Splitting creates items and quotes of several paragraphs.
          const doc = edits.reduce((now, edit) => edited(now, { ...edit, kind: 4 }), story);
          for (let at = 0; at < linesOf(doc).lines.length - 1; at++) {
            const result = isJoined(key, doc, at);
            expect(result).not.toBe("apart");
            if (result === "joined") joinedCount++;
          }
        }),
        { numRuns: 150 },
      );
      expect(joinedCount).toBeGreaterThan(100);
    },
  );
});
