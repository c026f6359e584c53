import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { nodeIdOf, removeFormerPages } from "./node-id.ts";

test("a start deletes pages that earlier versions kept on disk, and keeps the node id", () => {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-node-"));
  try {
    const id = nodeIdOf(data);
    const folder = path.join(data, "press");
    fs.mkdirSync(path.join(folder, "pages-0123", "ab"), { recursive: true });
    fs.writeFileSync(path.join(folder, "pages-0123", "ab", "page"), "a page that was taken down");
    fs.mkdirSync(path.join(folder, "live-pages"));
    fs.symlinkSync("live-pages", path.join(folder, "live"));
    fs.writeFileSync(path.join(folder, "known"), "12");
    removeFormerPages(data);
    expect(fs.readdirSync(folder)).toEqual(["node"]);
    expect(nodeIdOf(data)).toBe(id);
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
});
