import { expect, test } from "vitest";
import { findChromium } from "./chromium.ts";

/** A machine with these files, where a download adds `downloaded`. */
function machine(files: string[], downloaded: string[] = []) {
  const ran: string[][] = [];
  return {
    ran,
    exists: (file: string) => files.includes(file),
    run: (file: string, args: string[]) => {
      ran.push([file, ...args]);
      files.push(...downloaded);
    },
  };
}
const download = [process.execPath, "node_modules/@playwright/test/cli.js", "install", "chromium"];

test("a browser of the system is used as it is", async () => {
  const found = machine(["/usr/bin/apt-get", "/usr/bin/chromium"]);
  expect(await findChromium(() => {}, found)).toBe("/usr/bin/chromium");
  expect(found.ran).toEqual([]);
});

test("a browser that Playwright downloaded is used", async () => {
  const empty = machine([], ["/usr/bin/chromium"]);
  expect(await findChromium(() => {}, empty)).toBe("/usr/bin/chromium");
  expect(empty.ran).toEqual([download]);
});

test("without a browser and without a download, apt-get is named and never run", async () => {
  const debian = machine(["/usr/bin/apt-get"]);
  await expect(findChromium(() => {}, debian)).rejects.toThrow("`sudo apt-get install chromium`");
  expect(debian.ran).toEqual([download]);
  await expect(findChromium(() => {}, machine([]))).rejects.toThrow("`npx playwright install chromium`");
});
