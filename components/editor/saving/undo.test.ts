// Undo of one's own changes while a colleague moves the same blocks and writes in them.
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { pastedBlocks, textParagraph } from "../testing/desk.ts";
import { Reporter } from "../testing/newsroom.ts";
import { openStory, settle } from "../testing/settle.ts";
import { moveBlocks } from "../writing/block-moves.ts";
import { redo, undo } from "./history.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] }); // a pause between two letters would start a new undo step
  return () => vi.useRealTimers();
});

const words = ["One", "Two", "Three", "Four"];
function open() {
  const newsroom = openStory({ headline: "Head", body: words.map((text) => paragraph(text)) });
  const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
  return { newsroom, anna, tom, all: () => settle(newsroom, anna, tom) };
}
const texts = ({ state }: Reporter): string[] => state.doc.children.slice(2).map((node) => node.textContent);
const move = (desk: Reporter, word: string, by: 1 | -1) => {
  desk.caretAt(word, "before");
  desk.run(moveBlocks(by));
};
const write = (desk: Reporter, after: string, text: string) => {
  desk.caretAt(after, "after");
  desk.type(text);
};
const paste = (desk: Reporter, after: string, ...lines: string[]) => {
  desk.caretAt(after, "after");
  desk.dispatch(desk.state.tr.replaceSelection(pastedBlocks(...lines.map(textParagraph))).setMeta("paste", true));
};
const erase = (desk: Reporter, text: string) => {
  desk.selectWords(text);
  desk.press("Backspace");
};

describe("undo in a block that a colleague moved", () => {
  test("removes the words of the person where the block is now, and redo writes them there again", async () => {
    const { anna, tom, all } = open();
    write(anna, "One", " more");
    await all();
    move(tom, "One", 1);
    move(tom, "One", 1);
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["Two", "Three", "One", "Four"]);
    move(tom, "One", -1);
    await all();
    anna.run(redo);
    await all();
    expect(texts(tom)).toEqual(["Two", "One more", "Three", "Four"]);
  });

  test("removes the words of the person when the move arrives before they are saved", async () => {
    const { anna, tom, all } = open();
    write(anna, "One", " more");
    move(tom, "One", 1);
    await tom.loop.flush();
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["Two", "One", "Three", "Four"]);
  });

  test("removes only the words of the person among those of the colleague", async () => {
    const { anna, tom, all } = open();
    write(anna, "One", " more");
    await all();
    write(tom, "One m", "XX");
    move(tom, "One", 1);
    await all();
    write(tom, "One", " YY");
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["Two", "One YYXX", "Three", "Four"]);
  });

  test("writes back the words that were deleted where the block is now", async () => {
    const { anna, tom, all } = open();
    erase(anna, "hre");
    await all();
    move(tom, "Te", -1);
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["One", "Three", "Two", "Four"]);
  });

  test("leaves the halves of a paragraph apart when one of them was moved", async () => {
    for (const by of [1, -1] as const) {
      const { anna, tom, all } = open();
      anna.caretAt("Tw", "after");
      anna.press("Enter");
      await all();
      move(tom, "Tw", by);
      await all();
      const before = texts(tom);
      anna.run(undo);
      await all();
      expect(texts(tom)).toEqual(before);
    }
  });

  test("finds the block after a colleague has written for a long time", async () => {
    const { anna, tom, all } = open();
    write(anna, "One", " more");
    await all();
    move(tom, "One", 1);
    const { tr } = tom.state;
    for (let i = 0; i < 600; i++) tr.insertText("x", tom.find("Two"));
    tom.dispatch(tr);
    for (const letter of ["a", "b"]) {
      write(anna, "Three", letter);
      write(tom, "Four", "y");
      await tom.loop.flush();
      await all();
    }
    for (let i = 0; i < 3; i++) anna.run(undo);
    await all();
    expect(texts(tom).slice(1)).toEqual(["One", "Three", "Fouryy"]);
  });
});

describe("undo of one's own move of a block", () => {
  test("keeps what a colleague wrote into the block since, and so does redo", async () => {
    const { anna, tom, all } = open();
    write(anna, "One", " more");
    move(anna, "One", 1);
    await all();
    write(tom, "One", " XX");
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["One XX more", "Two", "Three", "Four"]);
    write(tom, "One", " YY");
    await all();
    anna.run(redo);
    await all();
    expect(texts(tom)).toEqual(["Two", "One YY XX more", "Three", "Four"]);
    anna.run(undo);
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["One YY XX", "Two", "Three", "Four"]);
  });

  test("leaves the block where the colleague moved it since", async () => {
    const { anna, tom, all } = open();
    move(anna, "One", 1);
    await all();
    move(tom, "One", 1);
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["Two", "Three", "One", "Four"]);
  });

  test("does not bring a block back that the colleague deleted since", async () => {
    const { anna, tom, all } = open();
    move(anna, "One", 1);
    await all();
    const from = tom.find("One") - 1;
    tom.dispatch(tom.state.tr.delete(from, from + 5));
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["Two", "Three", "Four"]);
  });
});

describe("undo of a paste", () => {
  test("keeps what a colleague wrote into it", async () => {
    const { anna, tom, all } = open();
    paste(anna, "One", " a long sentence");
    await all();
    write(tom, "a long", "XX");
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom)).toEqual(["OneXX", "Two", "Three", "Four"]);
  });

  test("keeps what a colleague wrote into several paragraphs of it", async () => {
    const { anna, tom, all } = open();
    paste(anna, "One", "1", "second line", "third line");
    await all();
    write(tom, "second", "XX");
    write(tom, "third", "YY");
    await all();
    anna.run(undo);
    await all();
    const left = texts(tom).join("|");
    for (const part of [...words, "XX", "YY"]) expect(left).toContain(part);
    for (const part of ["second", "third", "line"]) expect(left).not.toContain(part);
  });

  test("keeps a paragraph that a colleague moved into it", async () => {
    const { anna, tom, all } = open();
    paste(anna, "One", "", "first pasted", "second pasted");
    await all();
    move(tom, "Two", -1);
    await all();
    anna.run(undo);
    await all();
    expect(texts(tom).join("|")).toContain("Two");
    expect(texts(tom).join("|")).not.toContain("first pasted");
  });
});

test("undo and redo of one person never lose or double words of another, whatever both do", async () => {
  const act = fc.record({
    who: fc.constantFrom("anna", "tom"),
    word: fc.constantFrom(...words),
    does: fc.constantFrom("up", "down", "type", "paste", "split", "undo", "undo", "redo", "send", "send"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
      const { newsroom, anna, tom, all } = open();
      let typed = 0;
      const toms: string[] = [];
      for (const { who, word, does } of acts) {
        const desk = who === "anna" ? anna : tom;
        if (does === "send") {
          await desk.loop.flush();
          newsroom.tell();
        } else if (does === "undo" || does === "redo") anna.run(does === "undo" ? undo : redo);
        else if (does === "type") {
          const token = `<${typed++}>`;
          if (desk === tom) toms.push(token);
          write(desk, word, token);
        } else if (does === "paste") {
          if (desk === anna) paste(anna, word, "pasted", "lines");
        } else if (does === "split") {
          desk.caretAt(word, "after");
          desk.press("Enter");
        } else move(desk, word, does === "up" ? -1 : 1);
      }
      await all();
      const text = [...texts(anna), ...tom.kept].join("|"); // with what has no place in the text any more
      for (const word of [...words, ...toms]) expect(text.split(word)).toHaveLength(2);
    }),
    { numRuns: 120 },
  );
});

test("undoing everything leaves no word of one's own, wherever a colleague moved its block", async () => {
  const act = fc.record({
    who: fc.constantFrom("anna", "tom"),
    word: fc.constantFrom(...words),
    does: fc.constantFrom("up", "down", "type", "type", "send", "send"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 16 }), async (acts) => {
      const { newsroom, anna, tom, all } = open();
      let typed = 0;
      for (const { who, word, does } of acts) {
        const desk = who === "anna" ? anna : tom;
        if (does === "send") {
          await desk.loop.flush();
          newsroom.tell();
        } else if (does === "type") write(desk, word, desk === anna ? `{${typed++}}` : `<${typed++}>`);
        else if (desk === tom) move(tom, word, does === "up" ? -1 : 1);
      }
      await all();
      while (anna.run(undo)) await all();
      expect(texts(tom).join("|")).not.toMatch(/[{}]/);
    }),
    { numRuns: 60 },
  );
});
