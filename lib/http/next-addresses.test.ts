import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isClosed, nextAddresses } from "./next-addresses.ts";

/** First path segments under /_next that the installed version of Next names anywhere in its server. */
function namedByNext(): Set<string> {
  const folder = path.join(import.meta.dirname, "../../node_modules/next/dist/server");
  const names = new Set<string>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".js")) continue;
    const text = fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8");
    for (const [, name] of text.matchAll(/["'`]\/_next\/([a-z][a-z-]*)/g)) if (name) names.add(name);
  }
  return names;
}

test("lists every address that Next serves by itself with the reason why it is open", () => {
  const names = namedByNext();
  expect(names.size).toBeGreaterThan(3);
  const listed = nextAddresses.map(({ at }) => at.replace(/\/$/, ""));
  expect([...names].filter((name) => !listed.includes(`/_next/${name}`))).toEqual([]);
  expect(nextAddresses.filter(({ isOpen }) => isOpen === "always").map(({ at }) => at)).toEqual(["/_next/static/"]);
  for (const { why } of nextAddresses) expect(why).not.toBe("");
});

test.each(["/_next/image", "/_NEXT/image", "/_next/image/", "/_next/data/x/index.json", "/_next"])(
  "closes %s in production and in development",
  (address) => {
    expect(isClosed(address, false)).toBe(true);
    expect(isClosed(address, true)).toBe(true);
  },
);

test.each([
  "/_next/webpack-hmr",
  "/_next/mcp",
  "/_next/development/x",
  "/_next/something-new",
  "/__nextjs_original-stack-frames",
])("opens %s in development only", (address) => {
  expect(isClosed(address, false)).toBe(true);
  expect(isClosed(address, true)).toBe(false);
});

test.each(["/_next/static/chunks/a.js", "/", "/city/_next/image", "/nextdoor"])("does not close %s", (address) => {
  expect(isClosed(address, false)).toBe(false);
});
