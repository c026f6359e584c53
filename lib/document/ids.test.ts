import type { Node } from "@tiptap/pm/model";
import { Mapping, Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { bulletList, paragraph, storyDocument } from "./build.ts";
import { guardDocument } from "./guard.ts";
import { giveIds, newBlockId, repairIds } from "./ids.ts";

const bodyIds = (doc: Node) => doc.children.slice(2).map((node) => node.attrs.id as string | null);
const repaired = (tr: Transform, before: Node): Node => {
  giveIds(tr, repairIds(tr.doc, before, new Mapping(tr.mapping.maps)));
  guardDocument(tr.doc);
  return tr.doc;
};
const story = () => storyDocument({ body: [paragraph("First one"), paragraph("Second one")] });
const startOf = (doc: Node, index: number) =>
  doc.children.slice(0, index).reduce((pos, node) => pos + node.nodeSize, 0);

test("ids have twelve characters and are unique", () => {
  const ids = new Set(Array.from({ length: 5000 }, newBlockId));
  expect(ids.size).toBe(5000);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{12}$/);
});

describe("repairIds", () => {
  test("repairIds changes nothing when every block has its own id", () => {
    const doc = story();
    expect(repairIds(doc, doc, new Mapping())).toEqual([]);
  });

  test("the first half of a split block keeps the id, even when it is empty", () => {
    for (const offset of [1, 6, 10]) {
      const doc = story();
      const tr = new Transform(doc).split(startOf(doc, 2) + offset);
      expect(bodyIds(tr.doc)[0]).toBe(bodyIds(tr.doc)[1]);
      const ids = bodyIds(repaired(tr, doc));
      expect(ids).toHaveLength(3);
      expect([ids[0], ids[2]]).toEqual(bodyIds(doc));
    }
  });

  test("a joined block keeps the first id", () => {
    const doc = story();
    const tr = new Transform(doc).join(startOf(doc, 3));
    expect(bodyIds(repaired(tr, doc))).toEqual([bodyIds(doc)[0]]);
  });

  test("a copied block gets a new id, whether it comes before or after the original", () => {
    for (const place of [2, 4]) {
      const doc = story();
      const tr = new Transform(doc).insert(startOf(doc, place), doc.child(2));
      const ids = bodyIds(repaired(tr, doc));
      expect(ids[place === 2 ? 1 : 0]).toBe(bodyIds(doc)[0]);
      expect(new Set(ids).size).toBe(3);
    }
  });

  test("a block that is moved or cut and pasted keeps its id", () => {
    const doc = story();
    const moved = doc.child(2);
    const tr = new Transform(doc).insert(doc.content.size, moved).delete(startOf(doc, 2), startOf(doc, 3));
    expect(bodyIds(repaired(tr, doc))).toEqual([bodyIds(doc)[1], bodyIds(doc)[0]]);
    const cut = new Transform(doc).delete(startOf(doc, 2), startOf(doc, 3)).doc;
    const pasted = new Transform(cut).insert(cut.content.size, moved);
    expect(bodyIds(repaired(pasted, cut))).toEqual([bodyIds(doc)[1], bodyIds(doc)[0]]);
  });

  test("list items and the blocks inside them get ids of their own", () => {
    const doc = storyDocument({ body: [bulletList(["one", "two"])] });
    const pos = startOf(doc, 2);
    const tr = new Transform(doc).insert(pos, doc.child(2)).split(pos + 4, 2);
    repaired(tr, doc);
  });

  test("a block with a missing or invalid id gets a new one", () => {
    const doc = story();
    const tr = new Transform(doc).insert(doc.content.size, doc.type.schema.node("paragraph"));
    expect(repairIds(tr.doc, doc, tr.mapping)).toHaveLength(1);
    repaired(tr, doc);
  });
});
