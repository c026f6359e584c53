// People who move blocks while others write in them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { Reporter } from "../testing/newsroom.ts";
import { openStory, settle } from "../testing/settle.ts";
import { moveBlocks } from "./block-moves.ts";

const words = ["One", "Two", "Three", "Four"];
const open = () => {
  const newsroom = openStory({ headline: "Head", body: words.map((text) => paragraph(text)) });
  return { newsroom, anna: new Reporter(newsroom), tom: new Reporter(newsroom) };
};
const texts = ({ state }: Reporter): string[] => state.doc.children.slice(2).map((node) => node.textContent);
const move = (desk: Reporter, word: string, by: 1 | -1) => {
  desk.caretAt(word, "before");
  desk.run(moveBlocks(by));
};

describe("moving a block in which a colleague writes", () => {
  test("keeps the colleague's words in the block when the move arrives first, and the caret after them", async () => {
    const { newsroom, anna, tom } = open();
    tom.caretAt("One", "after");
    tom.type(" more");
    move(anna, "One", 1);
    await anna.loop.flush();
    await settle(newsroom, anna, tom);
    expect(texts(tom)).toEqual(["Two", "One more", "Three", "Four"]);
    tom.type("!");
    await settle(newsroom, anna, tom);
    expect(texts(anna)).toEqual(["Two", "One more!", "Three", "Four"]);
  });

  test("leaves the block where it was when the colleague's words arrive first", async () => {
    const { newsroom, anna, tom } = open();
    tom.caretAt("One", "after");
    tom.type(" more");
    move(anna, "One", 1);
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect(texts(anna)).toEqual(["One more", "Two", "Three", "Four"]);
  });

  test("keeps what a colleague deleted from the block deleted", async () => {
    const { newsroom, anna, tom } = open();
    tom.selectWords("hree");
    tom.press("Backspace");
    move(anna, "Three", -1);
    await anna.loop.flush();
    await settle(newsroom, anna, tom);
    expect(texts(tom)).toEqual(["One", "T", "Two", "Four"]);
  });

  test("splits the block where the colleague pressed Enter", async () => {
    const { newsroom, anna, tom } = open();
    tom.caretAt("Thr", "after");
    tom.press("Enter");
    tom.type("x");
    move(anna, "Three", 1);
    await anna.loop.flush();
    await settle(newsroom, anna, tom);
    expect(texts(tom)).toEqual(["One", "Two", "Four", "Thr", "xee"]);
  });

  test("leaves the block where it was when a colleague deletes the text around its new place", async () => {
    const { newsroom, anna, tom } = open();
    move(anna, "Four", -1);
    tom.select(tom.find("Two"), tom.find("Three") + 5);
    tom.press("Backspace");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect(texts(tom)).toEqual(["One", "", "Four"]);
    expect(anna.kept).toEqual([]);
  });

  test("moves a block that two people move at once only once", async () => {
    const { newsroom, anna, tom } = open();
    move(anna, "One", 1);
    move(tom, "One", 1);
    tom.run(moveBlocks(1));
    await anna.loop.flush();
    await settle(newsroom, anna, tom);
    expect([...texts(anna)].sort()).toEqual([...words].sort());
  });
});

test("moves and words of two people lose and double nothing, in any order", async () => {
  const act = fc.record({
    who: fc.constantFrom("anna", "tom"),
    word: fc.constantFrom(...words),
    does: fc.constantFrom("up", "down", "type", "send"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      const { newsroom, anna, tom } = open();
      let typed = 0;
      for (const { who, word, does } of acts) {
        const desk = who === "anna" ? anna : tom;
        if (does === "send") {
          await desk.loop.flush();
          newsroom.tell();
        } else if (does === "type") {
          desk.caretAt(word, "after");
          desk.type(`<${typed++}>`);
        } else move(desk, word, does === "up" ? -1 : 1);
      }
      await settle(newsroom, anna, tom);
      const text = texts(anna).join("|");
      for (const word of words) expect(text.split(word)).toHaveLength(2);
      for (let i = 0; i < typed; i++) expect(text.split(`<${i}>`)).toHaveLength(2);
    }),
    { numRuns: 100 },
  );
});
