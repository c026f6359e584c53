import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scalarFields, setFields } from "#lib/document/fields.ts";

test("every field of a story or page is named in a component of the panel", () => {
  const folder = import.meta.dirname;
  const files = readdirSync(folder).filter((name) => name.endsWith(".tsx"));
  const source = files.map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
  const missing = [...scalarFields, ...setFields].filter((name) => !source.includes(`"${name}"`));
  expect(missing).toEqual([]);
});
