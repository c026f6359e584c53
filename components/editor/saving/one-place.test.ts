import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bulletList, figure, paragraph, quote, storyDocument, table } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { pastedBlocks, textParagraph } from "../testing/desk.ts";
import { linesOf } from "../testing/hands.ts";
import { randomFrom } from "../testing/ledger.ts";
import { Newsroom, Reporter, type Weather } from "../testing/newsroom.ts";
import { suggesterIn } from "../testing/suggester.ts";
import { recover } from "./recover.ts";

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

const open = (): Newsroom =>
  new Newsroom(
    storyDocument({
      headline: "A headline",
      standfirst: "A standfirst",
      keyPoints: ["A key point"],
      body: [
        paragraph("One two three"),
        paragraph("Four five"),
        bulletList(["An item", "Another item"]),
        quote(["A quotation"], "A source"),
        figure({ picture: null, caption: "A caption", credit: "A credit" }),
        table({ rows: [["A cell", "B cell"]] }),
      ],
    }),
  );
const people = (newsroom: Newsroom, count: number): Reporter[] =>
  Array.from({ length: count }, () => new Reporter(newsroom));

/** Everybody sends and receives until nothing is new. */
async function settle(newsroom: Newsroom, ...reporters: Reporter[]): Promise<string[]> {
  for (let i = 0; i < 40; i++) {
    for (const reporter of reporters) await reporter.loop.flush();
    newsroom.tell();
    if (reporters.every(({ loop }) => !loop.hasUnsent)) break;
  }
  guardDocument(newsroom.doc);
  for (const { state } of reporters) expect(state.doc.eq(newsroom.doc)).toBe(true);
  return linesOf(newsroom.doc);
}

const weathers: Weather[] = ["fine", "fine", "fine", "request lost", "answer lost"];

function press(who: Reporter, key: string): void {
  const { from, empty } = who.state.selection;
  if (key.length === 1) who.type(key);
  // Within a paragraph the browser deletes by itself.
  else if (key === "Backspace" && empty) who.dispatch(who.state.tr.delete(from - 1, from));
  else who.press(key);
}

/** Keys are single letters or names such as "Enter". The seed decides who is next, what is sent and what arrives. */
async function inSomeOrder(newsroom: Newsroom, scripts: { who: Reporter; keys: string[] }[], seed: number) {
  const random = randomFrom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const left = scripts.map(({ who, keys }) => ({ who, keys: [...keys] }));
  while (left.some(({ keys }) => keys.length > 0)) {
    const { who, keys } = left[below(left.length)] ?? { keys: [] };
    const choice = random();
    if (!who) continue;
    if (choice < 0.25) {
      who.weather = weathers[below(weathers.length)] ?? "fine";
      await who.loop.flush();
    } else if (choice < 0.45) newsroom.tell();
    else {
      const key = keys.shift();
      if (key) press(who, key);
    }
  }
  for (const { who } of left) who.weather = "fine";
  const lines = await settle(newsroom, ...left.map(({ who }) => who));
  for (const { who } of left) who.loop.close();
  return lines;
}

const places = [
  "A headline",
  "A standfirst",
  "A key point",
  "One two three",
  "One two",
  "An item",
  "A quotation",
  "A source",
  "A caption",
  "A credit",
  "A cell",
];
const seeds = Array.from({ length: 8 }, (_, i) => i + 1);

describe("people who type at one place in whatever order it arrives", () => {
  test.each(places)(
    "keeps the words of each person together who type after “%s”, in any order of arrival",
    async (place) => {
      for (const count of [2, 3])
        for (const side of ["before", "after"] as const)
          for (const seed of seeds) {
            const newsroom = open();
            const words = ["abcdefg", "uvwxyz", "123456"].slice(0, count);
            const scripts = people(newsroom, count).map((who, i) => ({ who, keys: [...(words[i] ?? "")] }));
            for (const { who } of scripts) who.caretAt(place, side);
            const lines = await inSomeOrder(newsroom, scripts, seed);
            const text = lines.find((line) => line.includes(place));
            for (const one of words) expect(text).toContain(one);
          }
    },
  );
  test.each(["One two three", "One two", "An item", "A quotation", "A key point"])(
    "keeps words where each author saw the caret if one person begins with Enter after “%s”",
    async (place) => {
      for (const key of place === "A key point" ? ["Enter"] : ["Enter", "Shift-Enter"])
        for (const seed of seeds) {
          const newsroom = open();
          const [anna, tom, rosa] = people(newsroom, 3) as [Reporter, Reporter, Reporter];
          for (const who of [anna, tom, rosa]) who.caretAt(place, "after");
          const scripts = [
            { who: anna, keys: [..."abcdefg"] },
            { who: tom, keys: [key, ..."uvwxyz"] },
            { who: rosa, keys: [..."123"] },
          ];
          const lines = await inSomeOrder(newsroom, scripts, seed);
          const first = lines.findIndex((line) => line.startsWith(place));
          expect(lines[first]).toMatch(/^[A-Za-z ]+(abcdefg123|123abcdefg)$/);
          expect(lines[first + 1]).toMatch(/^uvwxyz/);
        }
    },
  );
  test("keeps both people's words whole if one presses Enter at the end of a paragraph in which the other types", async () => {
    for (const seed of seeds) {
      const newsroom = open();
      const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
      anna.caretAt("three", "after");
      anna.type("ab");
      await settle(newsroom, anna, tom);
      tom.caretAt("threeab", "after");
      const lines = await inSomeOrder(
        newsroom,
        [
          { who: anna, keys: [..."cdefgh"] },
          { who: tom, keys: ["Enter", ..."uvwxyz"] },
        ],
        seed,
      );
      expect(lines).toContain("One two threeabcdefgh");
      expect(lines).toContain("uvwxyz");
    }
  });
  test.each(["One two three", "One two", "An item", "A quotation", "A key point"])(
    "keeps the words of each person together if all press Enter in between, after “%s”",
    async (place) => {
      for (const seed of seeds) {
        const newsroom = open();
        const words = ["abc def", "uvw xyz", "123 456"];
        const scripts = people(newsroom, 3).map((who, i) => ({
          who,
          keys: [...(words[i] ?? "")].map((key) => (key === " " ? "Enter" : key)),
        }));
        for (const { who } of scripts) who.caretAt(place, "after");
        const lines = await inSomeOrder(newsroom, scripts, seed);
        const lineOf = (word: string) => lines.findIndex((line) => line.includes(word));
        for (const [first = "", second = ""] of words.map((one) => one.split(" "))) {
          expect(lineOf(first)).toBeGreaterThan(0);
          expect(lineOf(second)).toBeGreaterThan(lineOf(first));
          expect(lines[lineOf(second)]).toMatch(new RegExp(`^${second}`));
        }
      }
    },
  );
  test("keeps suggestions of several people in one position together", async () => {
    for (const seed of seeds) {
      const newsroom = open();
      const suggesters = ["a", "b"].map((one) => suggesterIn(newsroom, `0190a6c0-0000-7000-8000-00000000000${one}`));
      const words = ["abcdefg", "uvwxyz", "123456"];
      const scripts = [...suggesters, ...people(newsroom, 1)].map((who, i) => ({ who, keys: [...(words[i] ?? "")] }));
      for (const { who } of scripts) who.caretAt("three", "after");
      const text = (await inSomeOrder(newsroom, scripts, seed)).find((line) => line.startsWith("One two three"));
      for (const one of words) expect(text).toContain(one);
    }
  });
  test("keeps words together when the last letter is corrected with Backspace", async () => {
    for (const seed of seeds) {
      const newsroom = open();
      const scripts = people(newsroom, 3).map((who, i) => ({
        who,
        keys: [[..."abx", "Backspace", ..."cd"], [..."uvx", "Backspace", "Backspace", ..."vwx"], [..."123"]][i] ?? [],
      }));
      for (const { who } of scripts) who.caretAt("three", "after");
      const text = (await inSomeOrder(newsroom, scripts, seed)).find((line) => line.startsWith("One two three"));
      for (const one of ["abcd", "uvwx", "123"]) expect(text).toContain(one);
    }
  });
});

describe("the caret", () => {
  test.each(["Enter", "Shift-Enter"])("keeps the caret in place when a colleague presses %s there", async (key) => {
    for (const place of ["One", "three"]) {
      const newsroom = open();
      const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
      anna.caretAt(place, "after");
      tom.caretAt(place, "after");
      const { from } = anna.state.selection;
      tom.press(key);
      tom.type("tom");
      await settle(newsroom, anna, tom);
      expect(anna.state.selection.from).toBe(from);
      anna.type("!");
      expect(await settle(newsroom, anna, tom)).toContain(place === "One" ? "One!" : "One two three!");
    }
  });
  test("keeps the caret directly after one's own words when a colleague types there", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.caretAt("two", "after");
    anna.type("anna");
    await settle(newsroom, anna, tom);
    tom.caretAt("anna", "after");
    tom.type("tom");
    await settle(newsroom, anna, tom);
    anna.type("!");
    expect(await settle(newsroom, anna, tom)).toContain("One twoanna!tom three");
  });
  test("moves an idle caret along when a colleague continues typing there", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.caretAt("two", "after");
    anna.type("ab");
    await settle(newsroom, anna, tom);
    tom.caretAt("twoab", "after");
    anna.type("cd");
    await settle(newsroom, anna, tom);
    tom.press("Enter");
    tom.type("tom");
    expect(await settle(newsroom, anna, tom)).toEqual(expect.arrayContaining(["One twoabcd", "tom three"]));
  });
  test("does not extend a selection by a colleague's words at its edges", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.selectWords("two");
    tom.caretAt("One ", "after");
    tom.type("<");
    tom.caretAt("two", "after");
    tom.type(">");
    await settle(newsroom, anna, tom);
    anna.type("2");
    expect(await settle(newsroom, anna, tom)).toContain("One <2> three");
  });
});

describe("words that are not sent yet", () => {
  test("keeps unsent words after their author's stored words when the tab crashes", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.caretAt("three", "after");
    anna.type("abc");
    await settle(newsroom, anna, tom);
    anna.type("def");
    anna.loop.close();
    tom.caretAt("abc", "after");
    tom.type("tom");
    await settle(newsroom, tom);
    if (!anna.record) throw new Error("nothing was kept");
    await recover(anna.record, newsroom.doors("anna"));
    newsroom.tell();
    expect(linesOf(tom.state.doc)).toContain("One two threeabcdeftom");
  });
  test("keeps unsent words after their author's stored words after a correction elsewhere", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.caretAt("three", "after");
    anna.type("abc");
    await settle(newsroom, anna, tom);
    anna.selectWords("Four");
    anna.type("4");
    await settle(newsroom, anna, tom);
    tom.caretAt("abc", "after");
    tom.type("tom");
    await tom.loop.flush();
    anna.caretAt("abc", "after");
    anna.type("def");
    expect(await settle(newsroom, anna, tom)).toEqual(expect.arrayContaining(["One two threeabcdeftom", "4 five"]));
  });
  test("reverts only unsent words of one's own by undo, and restores them in position by redo", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.caretAt("three", "after");
    tom.caretAt("three", "after");
    anna.type("abc");
    tom.type("tom");
    await settle(newsroom, anna, tom);
    anna.type("def");
    tom.type("my");
    const both = await settle(newsroom, anna, tom);
    expect(both.find((line) => line.startsWith("One"))).toMatch(/^One two three(abcdeftommy|tommyabcdef)$/);
    anna.press("Mod-z");
    expect(await settle(newsroom, anna, tom)).toContain("One two threetommy");
    anna.press("Mod-y");
    expect(await settle(newsroom, anna, tom)).toEqual(both);
  });
  test("keeps a colleague's words whole when the list item of unsent words was deleted", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.caretAt("Another item", "after");
    anna.type("ab");
    await settle(newsroom, anna, tom);
    tom.caretAt("itemab", "after");
    tom.press("Enter");
    tom.type("tom");
    anna.type("cd");
    anna.press("Shift-Tab");
    await anna.loop.flush();
    expect(await settle(newsroom, anna, tom)).toContain("Another itemabcdtom");
  });
  test("replaces the letters that the author just deleted by unsent words", async () => {
    for (const isTyped of [true, false]) {
      const newsroom = open();
      const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
      for (const who of [anna, tom]) who.caretAt("three", "after");
      for (let i = 0; i < 3; i++) press(anna, "Backspace");
      if (isTyped) anna.type("under");
      tom.type(" tom");
      await tom.loop.flush();
      newsroom.tell();
      if (!isTyped) anna.type("under");
      expect(await settle(newsroom, anna, tom)).toContain("One two thunder tom");
    }
  });
  test("keeps a colleague's words whole when somebody else deleted the replaced letters too", async () => {
    const newsroom = open();
    const [anna, tom, rosa] = people(newsroom, 3) as [Reporter, Reporter, Reporter];
    tom.caretAt("One ", "after");
    tom.type("ab");
    await settle(newsroom, anna, tom, rosa);
    for (const who of [anna, rosa]) {
      const from = who.find("two");
      who.dispatch(who.state.tr.delete(from, from + 3));
      who.caretAt("One ab", "after");
    }
    anna.type("x");
    tom.type("c");
    await rosa.loop.flush();
    await tom.loop.flush(); // receives Rosa's change
    await tom.loop.flush();
    expect(await settle(newsroom, anna, tom, rosa)).toContain("One abcx three");
  });
  test("keeps a colleague's words whole when undo restores text on both sides", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    anna.selectWords("two");
    anna.press("Backspace");
    tom.caretAt("tw", "after");
    tom.type("ab");
    await tom.loop.flush();
    newsroom.tell();
    expect(linesOf(anna.state.doc)).toContain("One ab three");
    anna.press("Mod-z");
    expect(linesOf(anna.state.doc)).toContain("One twabo three");
    tom.type("cd");
    await tom.loop.flush();
    expect(await settle(newsroom, anna, tom)).toContain("One twabcdo three");
  });
  test("keeps a colleague's words in their paragraph when unsent paragraphs are pasted", async () => {
    const newsroom = open();
    const [anna, tom] = people(newsroom, 2) as [Reporter, Reporter];
    for (const who of [anna, tom]) who.caretAt("three", "after");
    tom.type("tom");
    await tom.loop.flush();
    const pasted = pastedBlocks(textParagraph("first"), textParagraph("second"));
    anna.dispatch(anna.state.tr.replaceSelection(pasted).setMeta("paste", true));
    anna.type("!");
    expect(await settle(newsroom, anna, tom)).toEqual(expect.arrayContaining(["One two threetomfirst", "second!"]));
  });
});
