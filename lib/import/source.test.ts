import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { create } from "tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { indexPictures } from "./picture-index.ts";
import { openSource } from "./source.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-source-"));
  await mkdir(path.join(root, "site", "posts"), { recursive: true });
  await writeFile(path.join(root, "secret.md"), "secret");
  await writeFile(path.join(root, "site", "posts", "a.md"), "a");
  await writeFile(path.join(root, "site", "posts", "run.sh"), "rm");
  await writeFile(path.join(root, "site", "b.jpg"), "b");
  await symlink(path.join(root, "secret.md"), path.join(root, "site", "link.md"));
  await symlink(root, path.join(root, "site", "folder"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("openSource", () => {
  test("lists the files of an import and follows no links", async () => {
    const source = await openSource(path.join(root, "site"));
    expect([source.markdown, source.pictures, source.data]).toEqual([["posts/a.md"], ["b.jpg"], []]);
    expect((await source.read("posts/a.md")).toString()).toBe("a");
  });

  test("unpacks an archive without links and without names outside its folder", async () => {
    const archive = path.join(root, "site.tar.gz");
    await create({ gzip: true, file: archive, cwd: path.join(root, "site"), preservePaths: true }, [
      ".",
      "../secret.md",
      path.join(root, "secret.md"),
    ]);
    const source = await openSource(archive);
    expect([source.markdown, source.pictures]).toEqual([["posts/a.md"], ["b.jpg"]]);
    await source.close();
    await expect(source.read("posts/a.md")).rejects.toThrow();
  });

  test("explains why a folder or archive cannot be opened", async () => {
    await expect(openSource(path.join(root, "nothing"))).rejects.toThrow("There is nothing at");
    await expect(openSource(path.join(root, "site", "b.jpg"))).rejects.toThrow("is a picture");
    await writeFile(path.join(root, "bad.tar.gz"), "not gzip");
    const bad = await openSource(path.join(root, "bad.tar.gz")).then(
      (source) => source.markdown,
      (error: Error) => error.message,
    );
    expect(bad).toEqual(expect.stringMatching(/cannot be unpacked/));
  });
});

describe("indexPictures", () => {
  const find = indexPictures(["static/img/a.png", "content/post/a.png", "uploads/2014/03/b.jpg", "c.jpg"]);

  test("finds a picture beside the page, from the root, by the end of its path and by name", () => {
    expect(find("a.png", "content/post/index.md")).toBe("content/post/a.png");
    expect(find("/img/a.png", "x.md")).toBe("static/img/a.png");
    expect(find("https://old.example/wp-content/uploads/2014/03/b.jpg?w=300", "x.md")).toBe("uploads/2014/03/b.jpg");
    expect(find("2014/03/B.jpg", "x.md")).toBe("uploads/2014/03/b.jpg");
    expect(find("c", "x.md")).toBe("c.jpg");
  });

  test("does not choose between two pictures, and does not take another site's picture for a local one", () => {
    expect(find("elsewhere/a.png", "x.md")).toBeNull();
    expect(find("https://other.example/logos/c.jpg", "x.md")).toBeNull();
    expect(find("%E0%A4%A", "x.md")).toBeNull();
  });
});
