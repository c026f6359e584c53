import { expect, test } from "vitest";
import { filesGiven, picturesIn } from "./given-files.ts";

const file = (name: string, type = "image/jpeg") => new File(["x"], name, { type });

const fileEntry = (given: File) => ({
  isDirectory: false,
  isFile: true,
  file: (done: (file: File) => void) => done(given),
});
/** A folder that hands out its entries two at a time, as browsers do by the hundred. */
const folder = (...entries: object[]) => ({
  isDirectory: true,
  createReader: () => {
    const left = [...entries];
    return { readEntries: (done: (entries: object[]) => void) => done(left.splice(0, 2)) };
  },
});
const dropped = (...items: { entry?: object; file?: File; kind?: string }[]) =>
  ({
    items: items.map(({ entry, file: given, kind = "file" }) => ({
      kind,
      webkitGetAsEntry: () => entry ?? null,
      getAsFile: () => given ?? null,
    })),
  }) as unknown as DataTransfer;

test("takes the pictures of a dropped folder and of the folders in it, without notes and hidden files", async () => {
  const inner = folder(fileEntry(file("c.HEIC", "")), fileEntry(file("._c.HEIC", "")));
  const outer = folder(
    fileEntry(file("a.jpg")),
    fileEntry(file("notes.txt", "text/plain")),
    fileEntry(file("b.png", "image/png")),
    inner,
  );
  const names = (await filesGiven(dropped({ entry: outer }))).map(({ name }) => name);
  expect(names).toEqual(["a.jpg", "b.png", "c.HEIC"]);
});

test("takes dropped files whatever they are, so that the server can name a mistake, and no dragged text", async () => {
  const text = { kind: "string" };
  const files = await filesGiven(
    dropped({ file: file("notes.txt", "text/plain") }, text, { file: file("a.jpg"), entry: fileEntry(file("a.jpg")) }),
  );
  expect(files.map(({ name }) => name)).toEqual(["notes.txt", "a.jpg"]);
  expect(await filesGiven(null)).toEqual([]);
});

test("takes from a chosen folder only what may be a picture", () => {
  const files = [file("a.jpg"), file("film.mp4", "video/mp4"), file(".DS_Store", "")];
  expect(picturesIn(files).map(({ name }) => name)).toEqual(["a.jpg"]);
});
