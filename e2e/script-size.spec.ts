// The bytes of script that a browser fetches for the editor of a story, read from the files of the build.
import fs from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect, test } from "./steps/test.ts";

/** As gzip. The first is what the page names in its script tags, the second also what it loads before one can type. */
const maxTagBytes = 268_000;
const maxTypingBytes = 536_000;

const dist = process.env.GALLEY_DIST || ".next";
const page = path.join(dist, "server", "app", "(newsroom)", "desk", "stories", "[id]");
const read = (file: string): string => fs.readFileSync(path.join(dist, file), "utf8");
const sizes = new Map<string, number>();
function sizeOf(file: string): number {
  const known = sizes.get(file) ?? gzipSync(fs.readFileSync(path.join(dist, file)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
}
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + sizeOf(file), 0);

/** The scripts in the tags of the page. Those for browsers without modules are fetched by no browser that can run the newsroom. */
function scriptsInTags(): Set<string> {
  const { rootMainFiles } = JSON.parse(fs.readFileSync(path.join(page, "page", "build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  const context: { __RSC_MANIFEST: Record<string, { entryJSFiles: Record<string, string[]> }> } = {
    __RSC_MANIFEST: {},
  };
  runInNewContext(fs.readFileSync(path.join(page, "page_client-reference-manifest.js"), "utf8"), {
    ...context,
    globalThis: context,
  });
  const [manifest] = Object.values(context.__RSC_MANIFEST);
  return new Set([...rootMainFiles, ...Object.values(manifest?.entryJSFiles ?? {}).flat()]);
}

/** The scripts of the editor itself: of all parts that these scripts load later, the largest. */
function scriptsOfEditor(tags: ReadonlySet<string>): Set<string> {
  const groups = [...tags].flatMap((tag) =>
    [...read(tag).matchAll(/Promise\.all\(\[([^\]]*)\]\.map/g)].map(
      ([, list = ""]) => new Set([...list.matchAll(/"(static\/chunks\/[^"]+\.js)"/g)].map(([, file = ""]) => file)),
    ),
  );
  const own = groups.map((group) => new Set([...group].filter((file) => !tags.has(file))));
  return own.sort((a, b) => sum(b) - sum(a))[0] ?? new Set();
}

test("the editor's script stays within its size", () => {
  const tags = scriptsInTags();
  const editor = scriptsOfEditor(tags);
  const listed = (files: Iterable<string>) =>
    [...files].sort((a, b) => sizeOf(b) - sizeOf(a)).map((file) => `${String(sizeOf(file)).padStart(8)}  ${file}`);
  const report = [
    `${sum(tags)} bytes in the script tags, at most ${maxTagBytes}:`,
    ...listed(tags),
    `${sum(editor)} bytes more before one can type, at most ${maxTypingBytes} with those above:`,
    ...listed(editor),
  ].join("\n");
  expect(
    [...editor].some((file) => read(file).includes("ProseMirror")),
    "the scripts of the editor are found",
  ).toBe(true);
  expect(sum(tags), report).toBeLessThanOrEqual(maxTagBytes);
  expect(sum(tags) + sum(editor), report).toBeLessThanOrEqual(maxTypingBytes);
});
