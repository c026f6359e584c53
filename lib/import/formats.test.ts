import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "./formats.ts";
import { formats } from "./item.ts";

test.each([
  ["ghost", { "README.md": "Images", "export.json": '{"db":[{"data":{"posts":[]}}]}' }],
  ["wxr", { "plugins/readme.de.md": "A", "export.xml": '<rss xmlns:wp="http://wordpress.org/export/1.2/">' }],
  ["markdown", { "post.md": "A", "export.json": '{"db":[{"data":{"posts":[]}}]}' }],
  ["markdown", { "README.md": "A" }],
])("an export is read as %s whatever its folder says about itself", async (format, files) => {
  expect((await openReader(sourceOf(files), readOptions, undefined)).format).toBe(format);
});

test("the page about imports has a row for each format", () => {
  const page = readFileSync("docs/importing.md", "utf8");
  const rows = [...page.matchAll(/^\| ((?:`[a-z]+`(?:, )?)+) \|/gm)].flatMap(
    ([, names = ""]) => names.match(/[a-z]+/g) ?? [],
  );
  expect(rows.sort()).toEqual([...formats].sort());
});
