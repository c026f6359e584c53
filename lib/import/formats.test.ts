import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formats } from "./item.ts";

test("the page about imports has a row for each format", () => {
  const page = readFileSync("docs/importing.md", "utf8");
  const rows = [...page.matchAll(/^\| ((?:`[a-z]+`(?:, )?)+) \|/gm)].flatMap(
    ([, names = ""]) => names.match(/[a-z]+/g) ?? [],
  );
  expect(rows.sort()).toEqual([...formats].sort());
});
