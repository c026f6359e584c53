import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { bold, figure, link, paragraph, storyDocument, table } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { cpuMs } from "#prisma/testing/cpu-time.ts";
import { undo } from "../saving/history.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { activeSearch, searchHighlights, showSearch } from "./highlights.ts";
import { compileQuery, type FindQuery } from "./query.ts";
import { type MatchReplacement, replaceAll, replaceMatch, selectMatch } from "./replace.ts";
import { Search } from "./search.ts";

const rosa = "0190a6c0-0000-7000-8000-00000000000a";
type Options = Partial<Omit<FindQuery, "text">>;
const plain = { matchCase: false, wholeWord: false, isRegex: false };

const open = (...body: (string | NodeJson)[]): Desk =>
  new Desk(
    storyDocument({ headline: "Ferry", body: body.map((one) => (typeof one === "string" ? paragraph(one) : one)) }),
    0,
    [searchHighlights()],
  );
const openSuggesting = (...body: string[]): Suggester =>
  new Suggester(storyDocument({ headline: "Ferry", body: body.map((one) => paragraph(one)) }), rosa, [
    searchHighlights(),
  ]);

async function search(desk: Desk, query: string, options: Options = {}): Promise<void> {
  const find = await compileQuery({ ...plain, ...options, text: query });
  if (typeof find !== "function") throw new Error(`No search: ${find}`);
  desk.dispatch(showSearch(desk.state, new Search(find, desk.state)));
}
const found = (desk: Desk): Search => activeSearch(desk.state) as Search;
const wordsFound = (desk: Desk): string[] =>
  found(desk).matches.map(({ from, to }) => desk.state.doc.textBetween(from, to, "\n", "\n"));
async function wordsOf(query: string, options: Options, ...body: (string | NodeJson)[]): Promise<string[]> {
  const desk = open(...body);
  await search(desk, query, options);
  return wordsFound(desk);
}
const everywhere = (desk: Desk, text: string, isRegex = false): number =>
  replaceAll(desk, found(desk).matches, { text, isRegex });
const step = (desk: Desk, direction: 1 | -1): void => {
  const match = found(desk).neighbour(desk.state, direction);
  if (match) desk.dispatch(selectMatch(desk.state, match));
};
const body = (doc: Node): string[] => {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock && !["headline", "standfirst"].includes(node.type.name)) lines.push(node.textContent);
    return !node.isTextblock;
  });
  return lines;
};
const deleteAsSuggestion = (desk: Suggester, words: string): void => {
  desk.selectWords(words);
  desk.dispatch(desk.state.tr.deleteSelection());
};

describe("what is found", () => {
  test("ignores case unless asked", async () => {
    expect(await wordsOf("mayor", {}, "Mayor and mayor")).toEqual(["Mayor", "mayor"]);
    expect(await wordsOf("mayor", { matchCase: true }, "Mayor and mayor")).toEqual(["mayor"]);
  });
  test("ignores case in Greek and Cyrillic", async () => {
    expect(await wordsOf("МЭР", {}, "мэр")).toEqual(["мэр"]);
  });
  test("finds whole words between punctuation, and not inside of others", async () => {
    expect(await wordsOf("art", { wholeWord: true }, "Art, party, “art” and art-house, état d’art")).toHaveLength(4);
  });
  test("counts letters with accents as part of a word", async () => {
    expect(await wordsOf("caf", { wholeWord: true }, "café")).toEqual([]);
  });
  test("finds an expression that begins with a sign as a whole word", async () => {
    expect(await wordsOf("$5", { wholeWord: true }, "US$5 and $50")).toEqual(["$5"]);
  });
  test("takes the signs of an expression literally in a plain search", async () => {
    expect(await wordsOf("a.c (1)*", {}, "a.c (1)* abc (1)")).toEqual(["a.c (1)*"]);
  });
  test("finds typeset apostrophes, quotation marks, dots and spaces by the keys of the keyboard", async () => {
    expect(await wordsOf("don't", {}, "don’t")).toEqual(["don’t"]);
    expect(await wordsOf('"yes"', {}, "“yes” «yes»")).toHaveLength(2);
    expect(await wordsOf("5 km...", {}, "5\u00a0km…")).toHaveLength(1);
  });
  test("finds an accent however it is stored", async () => {
    expect(await wordsOf("caf\u00e9", {}, "cafe\u0301")).toHaveLength(1);
  });
  test("finds words across a change of format", async () => {
    expect(await wordsOf("green party", {}, paragraph(["The Green ", ...bold("Party")]))).toEqual(["Green Party"]);
  });
  test("never matches across two blocks", async () => {
    expect(await wordsOf("one two", {}, "one", "two")).toEqual([]);
    expect(await wordsOf("one\\s*two", { isRegex: true }, "one", "two")).toEqual([]);
  });
  test("finds words in headlines, fact boxes, tables and captions", async () => {
    const desk = new Desk(
      storyDocument({
        headline: "Quay",
        body: [
          factBox("Quay", [paragraph("quay")]),
          table({ caption: "quay", rows: [["quay", "b"]] }),
          figure({ picture: null, caption: "quay" }),
        ],
      }),
      0,
      [searchHighlights()],
    );
    await search(desk, "quay");
    expect(wordsFound(desk)).toHaveLength(6);
  });
  test("finds nothing for an empty query", async () => {
    expect(await compileQuery({ ...plain, text: "" })).toBeNull();
  });
});

describe("regular expressions", () => {
  test("matches by alternatives, classes and anchors of the block", async () => {
    expect(await wordsOf("^(Mr|Ms) \\w+", { isRegex: true }, "Ms Hall met Mr Kay", "Mr Low")).toEqual([
      "Ms Hall",
      "Mr Low",
    ]);
  });
  test("leaves out matches without a character", async () => {
    expect(await wordsOf("x*", { isRegex: true }, "axxb")).toEqual(["xx"]);
  });
  test("takes linear time for an expression that would hang a backtracking matcher", async () => {
    const taken = await cpuMs(async () => {
      expect(await wordsOf("(a+)+$", { isRegex: true }, `${"a".repeat(5_000)}b`)).toEqual([]);
    });
    expect(taken).toBeLessThan(2_000);
  });
  test("explains an expression that is not valid", async () => {
    expect(await compileQuery({ ...plain, text: "(a", isRegex: true })).toMatch(/not valid: missing closing \)/);
  });
  test("fills groups into the replacement", async () => {
    const desk = open("Hall, Ann. Kay, Ben.");
    await search(desk, "(\\w+), (\\w+)", { isRegex: true });
    everywhere(desk, "$2 $1 ($$, $&)", true);
    expect(body(desk.state.doc)).toEqual(["Ann Hall ($, Hall, Ann). Ben Kay ($, Kay, Ben)."]);
  });
  test("takes a dollar sign literally in a plain replacement", async () => {
    const desk = open("five euros");
    await search(desk, "five euros");
    everywhere(desk, "$1 and $&");
    expect(body(desk.state.doc)).toEqual(["$1 and $&"]);
  });
  test("reads $12 as the first group and a 2 where there are fewer than twelve groups", async () => {
    const desk = open("room 4");
    await search(desk, "room (\\d)", { isRegex: true });
    everywhere(desk, "floor $12", true);
    expect(body(desk.state.doc)).toEqual(["floor 42"]);
  });
});

describe("position", () => {
  test("goes from match to match and from the last to the first", async () => {
    const desk = open("one two one", "one");
    desk.caretAt("two", "before");
    await search(desk, "one");
    const visited: number[] = [];
    for (let i = 0; i < 4; i++) {
      step(desk, 1);
      visited.push(found(desk).current);
    }
    expect(visited).toEqual([1, 2, 0, 1]);
  });
  test("goes back from the first match to the last", async () => {
    const desk = open("one two one");
    desk.caretAt("one", "before");
    await search(desk, "one");
    step(desk, -1);
    expect(found(desk).current).toBe(1);
    step(desk, -1);
    expect(found(desk).current).toBe(0);
  });
  test("has no position when the caret is not on a match", async () => {
    const desk = open("one two");
    await search(desk, "two");
    desk.caretAt("one", "after");
    expect(found(desk).current).toBe(-1);
  });
  test("follows what is typed meanwhile", async () => {
    const desk = open("one", "two");
    await search(desk, "one");
    desk.caretAt("two", "after");
    desk.type(" and one");
    expect(wordsFound(desk)).toEqual(["one", "one"]);
    desk.caretAt("two", "before");
    desk.type("go ");
    expect(wordsFound(desk)).toEqual(["one", "one"]);
  });
  test("highlights every match and marks the selected one", async () => {
    const desk = open("one two one");
    await search(desk, "one");
    step(desk, 1);
    const marks = found(desk).decorations.find();
    expect(marks).toHaveLength(2);
    expect(marks.map((mark) => desk.state.doc.textBetween(mark.from, mark.to))).toEqual(["one", "one"]);
  });
  test("highlights only the part of a long story that is in view", async () => {
    const desk = open(...Array.from({ length: 500 }, () => "one two one"));
    await search(desk, "one");
    const shown = found(desk).showing(desk.state, { from: 100, to: 200 });
    expect(shown.matches).toHaveLength(1_000);
    expect(shown.decorations.find().length).toBeLessThan(30);
  });
  test("shows nothing once the search has ended", async () => {
    const desk = open("one");
    await search(desk, "one");
    desk.dispatch(showSearch(desk.state, null));
    expect(activeSearch(desk.state)).toBeNull();
  });
  test("searches only the paragraph that changes again", async () => {
    const desk = open(
      ...Array.from({ length: 200 }, (_, i) => `Paragraph ${i}. ${"the town and the sea ".repeat(10)}`),
    );
    let searched = 0;
    const find = await compileQuery({ ...plain, text: "the" });
    if (typeof find !== "function") throw new Error("No search");
    const counting = (text: string) => {
      searched++;
      return find(text);
    };
    desk.dispatch(showSearch(desk.state, new Search(counting, desk.state)));
    desk.caretAt("Paragraph 150", "after");
    searched = 0;
    desk.type("the x");
    expect(searched).toBe(5);
    expect(found(desk).matches).toHaveLength(4_001);
  });
  test("highlights the selected match wherever it is", async () => {
    const desk = open("one", "two", "one");
    await search(desk, "one");
    desk.dispatch(showSearch(desk.state, found(desk).showing(desk.state, { from: 0, to: 15 })));
    desk.select(found(desk).matches[1]?.from ?? 0, found(desk).matches[1]?.to);
    expect(found(desk).decorations.find()).toHaveLength(2);
  });
});

describe("replacing", () => {
  const replaceOne = (desk: Desk, replacement: MatchReplacement) => {
    const match = found(desk).matches[found(desk).current];
    if (!match) throw new Error("No match is selected");
    desk.dispatch(replaceMatch(desk.state, match, replacement));
  };
  test("replaces one match and goes on with the next", async () => {
    const desk = open("cat and cat");
    desk.caretAt("cat", "before");
    await search(desk, "cat");
    step(desk, 1);
    replaceOne(desk, { text: "cat and dog", isRegex: false });
    expect(body(desk.state.doc)).toEqual(["cat and dog and cat"]);
    step(desk, 1);
    expect(found(desk).current).toBe(1);
  });
  test("replaces all, and one undo takes all back", async () => {
    const desk = open("cat and cat", "a cat");
    await search(desk, "cat");
    everywhere(desk, "dog");
    expect(body(desk.state.doc)).toEqual(["dog and dog", "a dog"]);
    desk.run(undo);
    expect(body(desk.state.doc)).toEqual(["cat and cat", "a cat"]);
  });
  test("is undone alone, without what was typed before", async () => {
    const desk = open("cat");
    desk.caretAt("cat", "after");
    desk.type(" x");
    await search(desk, "cat");
    everywhere(desk, "dog");
    desk.run(undo);
    expect(body(desk.state.doc)).toEqual(["cat x"]);
  });
  test("replaces with nothing", async () => {
    const desk = open("very, very good");
    await search(desk, "very, ");
    everywhere(desk, "");
    expect(body(desk.state.doc)).toEqual(["very good"]);
  });
  test("does not replace its own replacement again", async () => {
    const desk = open("a a");
    await search(desk, "a");
    everywhere(desk, "aa");
    expect(body(desk.state.doc)).toEqual(["aa aa"]);
  });
  test("keeps the format of the words", async () => {
    const desk = open(paragraph(["See ", ...bold("the cat"), " now"]));
    await search(desk, "cat");
    everywhere(desk, "dog");
    let isBold = false;
    desk.state.doc.descendants((node) => {
      if (node.text === "the dog") isBold = node.marks.some(({ type }) => type.name === "bold");
    });
    expect(isBold).toBe(true);
  });
  test("keeps the link of the words", async () => {
    const desk = open(paragraph(link("the report", "/city/report")));
    await search(desk, "report");
    everywhere(desk, "study");
    expect(JSON.stringify(desk.state.doc.toJSON())).toContain('"text":"the study"');
  });
  test("never splits a character that takes two units", async () => {
    const desk = open("😀 here");
    await search(desk, "😀");
    everywhere(desk, "😁");
    expect(body(desk.state.doc)).toEqual(["😁 here"]);
  });
  test("changes nothing where the replacement is the same", async () => {
    const desk = open("cat");
    await search(desk, "cat");
    const before = desk.state.doc;
    expect(everywhere(desk, "cat")).toBe(0);
    expect(desk.state.doc).toBe(before);
  });
});

describe("suggestions", () => {
  test("does not find words that are suggested for deletion", async () => {
    const desk = openSuggesting("a cat and a cat");
    deleteAsSuggestion(desk, "a cat and ");
    await search(desk, "cat");
    expect(found(desk).matches).toHaveLength(1);
  });
  test("finds words around a suggested deletion and leaves the deletion when it replaces them", async () => {
    const desk = openSuggesting("harbour old wall");
    deleteAsSuggestion(desk, "old ");
    const reader = new Desk(desk.state.doc, 0, [searchHighlights()]);
    await search(reader, "harbour wall");
    expect(found(reader).matches).toHaveLength(1);
    everywhere(reader, "quay");
    expect(body(acceptAll(reader.state.doc))).toEqual(["quay"]);
    expect(body(reader.state.doc)[0]).toContain("old ");
  });
  test("replaces all as suggestions", async () => {
    const desk = openSuggesting("cat and cat", "a cat");
    await search(desk, "cat");
    everywhere(desk, "dog");
    expect(desk.refused).toBe(0);
    expect(body(rejectAll(desk.state.doc))).toEqual(["cat and cat", "a cat"]);
    expect(body(acceptAll(desk.state.doc))).toEqual(["dog and dog", "a dog"]);
  });
  test("makes each place a suggestion of its own", async () => {
    const desk = openSuggesting("a cat is not a dog but a cat", "a cat");
    await search(desk, "cat");
    expect(everywhere(desk, "fox")).toBe(3);
    const ids = new Set<string>();
    desk.state.doc.descendants((node) => {
      for (const { type, attrs } of node.marks) if (type.name === "insertion") ids.add(String(attrs.id));
    });
    expect(ids.size).toBe(3);
  });
  test("takes all suggestions back with one undo", async () => {
    const desk = openSuggesting("cat and cat", "a cat");
    const before = desk.state.doc;
    await search(desk, "cat");
    everywhere(desk, "dog");
    desk.run(undo);
    expect(desk.state.doc.toJSON()).toEqual(before.toJSON());
  });
  test("goes on with the next match after it has suggested one", async () => {
    const desk = openSuggesting("cat and cat");
    desk.caretAt("cat", "before");
    await search(desk, "cat");
    step(desk, 1);
    const match = found(desk).matches[0];
    if (match) desk.dispatch(replaceMatch(desk.state, match, { text: "cats", isRegex: false }));
    step(desk, 1);
    const { from, to } = desk.state.selection;
    expect(desk.state.doc.textBetween(from - 5, to)).toBe(" and cat");
  });
});
