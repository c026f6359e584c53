import { expect, test } from "vitest";
import { itemsOf, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "../formats.ts";

const keysOf = async (text: string, site?: string) => {
  const { reader } = await openReader(sourceOf({ "a.csv": text }), { ...readOptions, site }, "csv");
  return (await itemsOf(reader)).map(({ key }) => key);
};

test("rows of two sites with the same number are two items", async () => {
  const row = (site: string) => `id,title,text,url\n7,Ferry,Words,${site}/ferry\n`;
  expect(await keysOf(row("https://www.one.example"))).toEqual(["csv:one.example:7"]);
  expect(await keysOf(row("http://two.example"))).toEqual(["csv:two.example:7"]);
  const bare = "id,title,text\n7,Ferry,Words\n";
  expect(await keysOf(bare, "https://three.example/")).toEqual(["csv:three.example:7"]);
  expect(await keysOf(bare)).toEqual(["csv:7"]);
});
