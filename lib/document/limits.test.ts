import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storyArb } from "./arbitraries.ts";
import { bulletList, listItem, paragraph, storyDocument, table } from "./build.ts";
import { maxBlocks, maxBytes } from "./guard.ts";
import { measure, nearLimit, passedLimit } from "./limits.ts";
import { documentSchema } from "./schema.ts";

const paragraphs = (count: number) =>
  storyDocument({ headline: "Head", body: Array.from({ length: count }, (_, i) => paragraph(`Line ${i}`)) });

describe("measure", () => {
  test("counts the bytes of any document as JSON exactly", () => {
    fc.assert(
      fc.property(storyArb, (doc) => {
        expect(measure(doc).bytes).toBe(new TextEncoder().encode(JSON.stringify(doc.toJSON())).length);
      }),
    );
  });
  test("counts a block without an id as if it had one", () => {
    const [bare, named] = [null, "abcdefgh0123"].map((id) => documentSchema.node("paragraph", { id }));
    expect(measure(bare as never).bytes).toBe(measure(named as never).bytes);
  });
  test("counts blocks, cells, levels of lists and the size of tables", () => {
    const doc = storyDocument({
      body: [
        bulletList([listItem("a", bulletList(["b"]))]),
        table({
          rows: [
            ["1", "2", "3"],
            ["4", "5", "6"],
          ],
        }),
      ],
    });
    // 2 lists, 2 items, 2 paragraphs, table, 2 rows
    expect(measure(doc)).toMatchObject({ blocks: 9, cells: 6, lists: 2, rows: 2, columns: 3, depth: 5, unstorable: 0 });
  });
});

describe("passedLimit", () => {
  test("names the limit of blocks that a paste passes", () => {
    expect(passedLimit(paragraphs(10), paragraphs(maxBlocks))).toBe(null);
    expect(passedLimit(paragraphs(10), paragraphs(2_100))).toEqual({ limit: "blocks", value: 2_100, max: maxBlocks });
  });
  test("lets a story that is over a limit shrink and change, but not grow", () => {
    expect(passedLimit(paragraphs(2_100), paragraphs(2_050))).toBe(null);
    expect(passedLimit(paragraphs(2_100), paragraphs(2_100))).toBe(null);
    expect(passedLimit(paragraphs(2_100), paragraphs(2_101))?.limit).toBe("blocks");
  });
  test("names the limit of bytes, in which a letter of another script counts more than one", () => {
    const text = (letter: string) => storyDocument({ body: [paragraph(letter.repeat(maxBytes / 2))] });
    expect(passedLimit(paragraphs(1), text("a"))).toBe(null);
    expect(passedLimit(paragraphs(1), text("字"))?.limit).toBe("bytes");
  });
  test("names a character that cannot be stored", () => {
    const doc = paragraphs(1);
    const dirty = doc.copy(doc.content.addToEnd(documentSchema.node("paragraph", null, documentSchema.text("a\b"))));
    expect(passedLimit(doc, dirty)?.limit).toBe("unstorable");
  });
});

describe("nearLimit", () => {
  test("warns from nine tenths of a limit", () => {
    expect(nearLimit(paragraphs(1_799))).toBe(null);
    expect(nearLimit(paragraphs(1_800))).toEqual({ limit: "blocks", value: 1_800, max: maxBlocks });
  });
});
