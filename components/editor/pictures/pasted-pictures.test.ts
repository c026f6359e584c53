// @vitest-environment jsdom
import fs from "node:fs";
import path from "node:path";
import type { Node } from "@tiptap/pm/model";
import { EditorState, Selection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { afterEach, describe, expect, test } from "vitest";
import { storyDocument } from "#lib/document/build.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { editHistory } from "../saving/history.ts";
import { blockIds } from "../writing/ids.ts";
import { pastedHtml } from "../writing/paste/pasted-html.ts";
import { type LeftOut, onPasteReport } from "../writing/paste-report.ts";
import { storyKeys } from "../writing/story-keys.ts";
import { zoneInput } from "../writing/zone-input.ts";
import { pastePictures, watchPastes } from "./paste-pictures.ts";
import { type ClipboardBytes, fileOfData, type PastedPicture, takePictures } from "./pasted-pictures.ts";
import { rtfPictures } from "./rtf-pictures.ts";
import { filesOf } from "./upload.ts";
import "#lib/document/steps.ts";

/** The beginning of a PNG; the code reads no further. */
const png = (fill: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: 200 }, (_, i) => [0x89, 0x50, 0x4e, 0x47][i] ?? fill);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const dataImage = (fill: number, attributes = "") =>
  `<img ${attributes} src="data:image/png;base64,${base64(png(fill))}">`;
const fileOf = (fill: number, name = "image.png") => new File([png(fill)], name, { type: "image/png" });
const nothing: ClipboardBytes = { files: [], rtf: "" };
const rtfOf = (...groups: string[]) => `{\\rtf1\\ansi{\\fonttbl{\\f0 Calibri;}}\\pard ${groups.join("\\par ")}}`;
const rtfPng = (fill: number) =>
  `{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv A cat}}}\\picscalex100\\pngblip\\bliptag-12{\\*\\blipuid 0a0b}\n${hex(png(fill))}}}{\\nonshppict{\\pict\\wmetafile8 0102}}`;

/** Text and pictures in the order of the HTML; each picture by the byte that it is filled with. */
async function outline(html: string, clipboard = nothing): Promise<{ blocks: (string | number)[]; missing: string[] }> {
  const taken = takePictures(html, clipboard);
  const page = new DOMParser().parseFromString(taken.html, "text/html");
  const blocks = await Promise.all(
    [...page.body.children].map(async (block) => {
      const picture = taken.pictures.find(({ blockId }) => blockId === block.getAttribute("data-id"));
      if (!picture) return (block.textContent ?? "").trim();
      const bytes = new Uint8Array((await (await picture.read())?.arrayBuffer()) ?? new ArrayBuffer(0));
      return bytes[10] ?? -1;
    }),
  );
  return { blocks, missing: taken.missing };
}

describe("pictures in pasted HTML", () => {
  test("keeps pasted pictures in their position between paragraphs without splitting sentences", async () => {
    const html = `<p>One</p><p>${dataImage(1)}</p><p>Two ${dataImage(2)} goes on${dataImage(3)}</p><p>${dataImage(4)}Three</p>`;
    expect(await outline(html)).toEqual({ blocks: ["One", 1, "Two  goes on", 2, 3, 4, "Three"], missing: [] });
  });
  test("puts pasted pictures after the list or table that contained them", async () => {
    const html = `<ul><li>a${dataImage(1)}</li><li>b${dataImage(2)}</li></ul><table><tbody><tr><td>c${dataImage(3)}</td></tr></tbody></table><p>End</p>`;
    expect((await outline(html)).blocks).toEqual(["ab", 1, 2, "c", 3, "End"]);
  });
  test("matches pasted pictures to the clipboard's files by order", async () => {
    const html = `<p>One</p><p><img src="file:///C:/clip_image001.png"></p><p>Two</p><p><img src="cid:2@mail"></p>`;
    expect((await outline(html, { files: [fileOf(1), fileOf(2)], rtf: "" })).blocks).toEqual(["One", 1, "Two", 2]);
  });
  test("matches pasted pictures by order to the RTF beside the HTML", async () => {
    const html = `<p>One</p><p><img src="file:///C:/a.png"></p><p><v:imagedata src="file:///C:/b.png"></v:imagedata></p>`;
    expect((await outline(html, { files: [], rtf: rtfOf(rtfPng(1), rtfPng(2)) })).blocks).toEqual(["One", 1, 2]);
  });
  test("reports pasted pictures that cannot be matched", async () => {
    const html = `<p>One <img src="file:///C:/Users/x/clip_image001.png"> <img src="file:///C:/b.png"></p>`;
    const clipboard = { files: [fileOf(1)], rtf: rtfOf(rtfPng(1)) };
    expect(await outline(html, clipboard)).toEqual({ blocks: ["One"], missing: ["clip_image001.png", "b.png"] });
  });
  test("reports pasted pictures from other sites by their addresses", async () => {
    const html = `<p>One<img src="https://example.org/a.jpg?w=100"><img src="//example.org/b.jpg"></p>`;
    expect(await outline(html)).toEqual({
      blocks: ["One"],
      missing: ["https://example.org/a.jpg", "//example.org/b.jpg"],
    });
  });
  test("drops tracking pixels and icons of a paste", async () => {
    const dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    const html = `<p>One<img src="https://example.org/t.gif" width="1" height="1"><img src="${dot}"><img alt="🎉" src="https://example.org/party.png"></p>`;
    const { blocks, missing } = await outline(html);
    expect(blocks).toEqual(["One"]);
    expect(missing).toEqual([]);
  });
  test("keeps the alt text of pasted pictures, which also names the file", () => {
    const { html, pictures } = takePictures(`<p>${dataImage(1, 'alt="The  night/ferry"')}</p>`, nothing);
    expect(html).toContain('data-alt="The night/ferry"');
    expect(pictures[0]?.name).toBe("The night ferry.png");
  });
  test("pastes pictures copied within Galley unchanged", () => {
    const html = `<figure data-figure data-pm-slice="0 0 []"><img src="https://example.org/a.jpg"></figure>`;
    expect(takePictures(html, nothing)).toEqual({ html, pictures: [], missing: [] });
  });
});

describe("the files of a clipboard", () => {
  const clipboard = (files: File[], html = "") => ({ files, getData: () => html }) as unknown as DataTransfer;
  const names = (files: File[], html?: string) => filesOf(clipboard(files, html)).map(({ name }) => name);

  test("pastes clipboard files if there is no text", () => {
    expect(names([fileOf(1, "a.png"), fileOf(2, "b.png")])).toEqual(["a.png", "b.png"]);
    expect(names([fileOf(1, "a.png")], '<meta charset="utf-8"><img src="https://example.org/a.png">')).toEqual([
      "a.png",
    ]);
  });
  test("pastes the HTML instead of the files if it has text or more pictures", () => {
    expect(names([fileOf(1)], "<p>Words</p>")).toEqual([]);
    expect(names([fileOf(1)], `${dataImage(1)}${dataImage(2)}`)).toEqual([]);
  });
});

describe("the bytes of a picture", () => {
  test("reads picture bytes from data: URLs with and without base64", async () => {
    const name = (type: string) => type;
    const drawn = fileOfData("data:image/svg+xml;charset=utf-8,%3Csvg%3E%C3%A4%3C/svg%3E", name);
    expect(await drawn?.text()).toBe("<svg>ä</svg>");
    const photo = fileOfData(`data:image/PNG;base64,${base64(png(7))}`, name);
    expect([photo?.type, photo?.size]).toEqual(["image/png", 200]);
    expect(fileOfData("data:image/png;base64,%%%", name)).toBeNull();
    expect(fileOfData("data:text/html,x", name)).toBeNull();
  });
  test("reads picture bytes from RTF without fallback copies and list bullets", () => {
    const sign = `{\\*\\listpicture {\\pict\\pngblip ${hex(png(9))}}}`;
    const found = rtfPictures(rtfOf(sign, rtfPng(1), `{\\pict\\emfblip 0102}`, rtfPng(2)));
    expect(found.map((picture) => picture && [picture.type, picture.bytes[10], picture.bytes.length])).toEqual([
      ["image/png", 1, 200],
      null,
      ["image/png", 2, 200],
    ]);
  });
});

describe("a paste with pictures", () => {
  let view: EditorView | null = null;
  afterEach(() => {
    view?.destroy();
    view = null;
  });
  async function paste(html: string, into: "body" | "headline" = "body") {
    const filled: PastedPicture[] = [];
    const reports: LeftOut[][] = [];
    const stop = onPasteReport((lines) => reports.push(lines));
    const doc = storyDocument({ headline: "Head" });
    const at = into === "body" ? (zoneRange(doc, "body")?.from ?? 0) + 1 : 2;
    view = new EditorView(null, {
      handleScrollToSelection: () => true,
      state: EditorState.create({
        doc,
        selection: Selection.near(doc.resolve(at)),
        plugins: [
          blockIds(),
          editHistory(),
          watchPastes(),
          zoneInput(),
          pastePictures((pictures) => filled.push(...pictures)),
        ],
      }),
    });
    view.pasteHTML(html, new Event("paste") as ClipboardEvent);
    // Pictures are settled in the next task, and reported in the one after it: timers without a delay run in their order.
    for (const _ of ["settled", "reported"]) await new Promise((resolve) => setTimeout(resolve));
    stop();
    return { view, filled, report: reports.flat().map(({ what, count }) => what(count)) };
  }
  const kinds = (doc: Node) => doc.children.map((node) => node.type.name).slice(2);

  test("inserts empty figures in one step with the text, and reports everything that the paste leaves out", async () => {
    const html = `<p>One</p><p>${dataImage(1)}</p><p>Two <a href="file:///C:/x.doc">a file</a></p><p>${dataImage(2)}</p>
      <p><img src="https://example.org/a.jpg"><img src="https://example.org/b.jpg"></p><iframe src="https://example.org/map"></iframe><video src="x.mp4"></video>`;
    const { view: editor, filled, report } = await paste(html);
    expect(kinds(editor.state.doc)).toEqual(["paragraph", "figure", "paragraph", "figure"]);
    const figures = editor.state.doc.children.filter(({ type }) => type.name === "figure");
    expect(filled.map(({ blockId }) => blockId)).toEqual(figures.map(({ attrs }) => attrs.id));
    expect(figures.map(({ attrs }) => attrs.picture)).toEqual([null, null]);
    expect(report.sort()).toEqual([
      "1 embedded page",
      "1 link leads nowhere for readers",
      "1 video",
      "2 pictures could not be fetched",
    ]);
    storyKeys["Mod-z"]?.(editor.state, editor.dispatch);
    expect(kinds(editor.state.doc)).toEqual(["paragraph"]);
    expect(editor.state.doc.textContent).toBe("Head");
  });
});

const corpus = corpusFolder("2-paste/give/ckeditor5");
const clipboards = (folder: string): string[] =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return clipboards(file);
    return /^input.*\.html$/.test(entry.name) ? [file] : [];
  });

describe.runIf(corpus)("pictures of other programs' clipboards", () => {
  test("uploads or reports every picture of real clipboards", () => {
    const count = { pictures: 0, taken: 0, named: 0, of: 0 };
    for (const file of clipboards(corpus ?? "")) {
      const source = fs.readFileSync(file, "utf8");
      const page = new DOMParser().parseFromString(source, "text/html");
      const seen = page.querySelectorAll("img[src]").length;
      if (seen === 0) continue;
      const { pictures, missing } = takePictures(pastedHtml(source), nothing);
      count.of++;
      count.pictures += seen;
      count.taken += pictures.length;
      count.named += missing.length;
    }
    console.log(`Pictures in ${count.of} clipboards: ${JSON.stringify(count)}`);
    expect(count.taken + count.named).toBe(count.pictures);
  });
});
