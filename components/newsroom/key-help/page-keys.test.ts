import fs from "node:fs";
import { expect, test } from "vitest";
import { keysOf } from "./page-keys.ts";

const listed = (path: string) => keysOf(path).flatMap(({ lines }) => lines.flatMap(({ keys }) => keys));

/** Pages of the newsroom without a parameter in their address, and their code. */
const pages = fs
  .globSync("app/(newsroom)/**/page.tsx")
  .filter((file) => !file.includes("["))
  .map((file) => ({ path: `/${file.split("/").slice(2, -1).join("/")}`, code: fs.readFileSync(file, "utf8") }));

test("lists the keys of every page with a search field, a list or a button for new stories", () => {
  const keys: [RegExp, string][] = [
    [/<SearchField\b|<StorySearch\b/, "/"],
    [/<RowKeys\b/, "J"],
    [/<NewStory\b/, "N"],
  ];
  const missing = keys.flatMap(([part, key]) =>
    pages.filter(({ path, code }) => part.test(code) !== listed(path).includes(key)).map(({ path }) => [path, key]),
  );
  // Their fields and lists are in components of their own.
  expect(missing).toEqual([
    ["/desk/pictures", "/"],
    ["/desk/wire", "J"],
  ]);
});

test("lists the keys of the editor, of a front, and those of the whole newsroom elsewhere", () => {
  expect(listed("/desk/stories/1")).toContain("Mod S");
  expect(listed("/desk/fronts/1")).toContain("Alt Shift S");
  expect(keysOf("/admin/audit").map(({ title }) => title)).toEqual(["Newsroom"]);
  for (const path of ["/desk", "/desk/stories/1", "/desk/fronts/1"]) expect(listed(path)).toContain("?");
});
