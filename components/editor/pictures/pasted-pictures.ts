// Pictures in pasted HTML: those whose bytes are available become figures in their position, the others are reported.
import { newBlockId } from "#lib/document/ids.ts";
import { rtfPictures } from "./rtf-pictures.ts";

/** The content of a clipboard besides its HTML. */
export type ClipboardBytes = { files: readonly File[]; rtf: string };

/** A figure in the HTML with a function that reads its file; null if the bytes are not available after all. */
export type PastedPicture = { blockId: string; name: string; read: () => Promise<File | null> };

/** `missing`: addresses that a page may not fetch, and files on another computer. */
export type TakenPictures = { html: string; pictures: PastedPicture[]; missing: string[] };

type Source = { kind: "data" | "blob" | "local" | "address"; src: string };

function sourceOf(image: Element): Source | null {
  const src = (image.getAttribute("src") ?? "").trim();
  if (/^data:image\//i.test(src)) return { kind: "data", src };
  if (/^blob:/i.test(src)) return { kind: "blob", src };
  if (/^(https?:)?\/\//i.test(src)) return { kind: "address", src };
  return src === "" || /^data:/i.test(src) ? null : { kind: "local", src };
}

/** Invisible images that pages and mails use for counting and layout. */
const isSpacer = (image: Element): boolean =>
  ["width", "height"].some((side) => /^[0-2](px)?$/.test(image.getAttribute(side)?.trim() ?? ""));
/** Whether an image shows an emoji or sign; its text is pasted instead. */
const isEmoji = (image: Element): boolean =>
  /^(\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\d#*]|\p{Emoji_Modifier})+$/u.test(
    image.getAttribute("alt") ?? "",
  );
/** Smaller than any real picture: a transparent pixel has some 40 bytes. */
const minBytes = 100;

const extensions: Record<string, string> = { "image/jpeg": "jpg", "image/svg+xml": "svg", "image/tiff": "tif" };
const fileName = (base: string, number: number, type: string): string => {
  const words = base
    .replace(/[^\p{L}\p{N} ._-]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 60);
  return `${words || `Pasted picture ${number}`}.${extensions[type] ?? type.split("/")[1] ?? "img"}`;
};

/** The file in a data: URL; null if it cannot be read. */
export function fileOfData(src: string, name: (type: string) => string): File | null {
  const match = /^data:(image\/[\w.+-]+)((?:;[^,;]*)*),/i.exec(src);
  if (!match) return null;
  const [head, type = "", options = ""] = match;
  const body = src.slice(head.length);
  try {
    const text = /;base64$/i.test(options) ? atob(decodeURIComponent(body).replace(/\s+/g, "")) : null;
    const bytes = text === null ? decodeURIComponent(body) : Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    return new File([bytes], name(type.toLowerCase()), { type: type.toLowerCase() });
  } catch {
    return null;
  }
}

/** The block that contains an image, or the image itself if there is none. */
function blockOf(image: Element, body: Element): Element {
  let block = image;
  while (block.parentElement && block.parentElement !== body) block = block.parentElement;
  return block;
}

const isEmptied = (block: Element): boolean =>
  (block.textContent ?? "").trim() === "" && !block.querySelector("img, hr, td, th, figure, video, iframe");

/** Whether the block has text before the image. */
function followsText(image: Element, block: Element): boolean {
  const range = image.ownerDocument.createRange();
  range.setStartBefore(block);
  range.setEndBefore(image);
  return range.toString().trim() !== "";
}

/**
 * Replaces the pictures in cleaned HTML with empty figures: before the block if the image begins it, else after the block, so
 * that no sentence is split. HTML copied from a ProseMirror editor is not changed.
 */
export function takePictures(html: string, clipboard: ClipboardBytes): TakenPictures {
  const nothing = { html, pictures: [], missing: [] };
  if (!/<(img|v:imagedata)\b/i.test(html) || html.includes("data-pm-slice")) return nothing;
  const page = new DOMParser().parseFromString(html, "text/html");
  const images = [...page.body.querySelectorAll("img, v\\:imagedata")].filter(
    (image) => !isSpacer(image) && !isEmoji(image),
  );
  const found = images.flatMap((image) => {
    const source = sourceOf(image);
    return source ? [{ image, ...source }] : [];
  });
  const files = pairFiles(found.filter(({ kind }) => kind === "local" || kind === "blob").length, clipboard);
  const pictures: PastedPicture[] = [];
  const missing: string[] = [];
  const last = new Map<Element, Element>();
  for (const { image, kind, src } of found) {
    const alt = (image.getAttribute("alt") ?? image.getAttribute("o:title") ?? "").replace(/\s+/g, " ").trim();
    const name = (type: string) => fileName(alt, pictures.length + 1, type);
    const file = kind === "data" ? fileOfData(src, name) : kind === "address" ? null : (files.shift() ?? null);
    if (file && kind === "data" && file.size < minBytes) continue;
    if (!file && kind !== "blob") {
      missing.push(kind === "data" ? "a damaged picture" : nameOfSource(src));
      continue;
    }
    const blockId = newBlockId();
    pictures.push({
      blockId,
      name: file?.name ?? name("image/png"),
      read: file ? async () => file : () => fetchBlob(src, name),
    });
    const figure = page.createElement("figure");
    figure.setAttribute("data-figure", "");
    figure.setAttribute("data-id", blockId);
    if (alt.length <= 1000) figure.setAttribute("data-alt", alt);
    const block = blockOf(image, page.body);
    const before = last.get(block);
    if (before) before.after(figure);
    else if (block === image || followsText(image, block)) block.after(figure);
    else block.before(figure);
    last.set(block, figure);
    image.remove();
    if (block !== image && isEmptied(block)) block.remove();
  }
  return { html: page.body.innerHTML, pictures, missing };
}

/** The address without its query, or the file name. */
const nameOfSource = (src: string): string =>
  /^(https?:)?\/\//i.test(src) ? src.replace(/[?#].*$/s, "").slice(0, 200) : (src.split(/[\\/]/).at(-1) ?? src);

/** Files beside the HTML, else pictures of the RTF, only if there are as many as images, because they are matched by order. */
function pairFiles(count: number, { files, rtf }: ClipboardBytes): (File | null)[] {
  if (count === 0) return [];
  const images = files.filter(({ type }) => type.startsWith("image/"));
  if (images.length === count) return [...images];
  const fromRtf = rtfPictures(rtf);
  if (fromRtf.length !== count) return [];
  return fromRtf.map(
    (picture, index) =>
      picture && new File([picture.bytes], fileName("", index + 1, picture.type), { type: picture.type }),
  );
}

/** Safari gives blob: addresses that only this page may read. */
async function fetchBlob(src: string, name: (type: string) => string): Promise<File | null> {
  try {
    const blob = await (await fetch(src)).blob();
    return new File([blob], name(blob.type), { type: blob.type });
  } catch {
    return null;
  }
}
