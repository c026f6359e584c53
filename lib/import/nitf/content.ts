import { embedHtml, pictureHtml } from "../html-parts.ts";
import type { ItemPicture } from "../item.ts";
import { escapeXml, type XmlElement } from "../xml/element.ts";

/** Elements of NITF with another name in HTML. */
const tags: Record<string, string> = {
  hl1: "h2",
  hl2: "h2",
  block: "div",
  bq: "blockquote",
  credit: "cite",
  q: "q",
  fn: "p",
  note: "aside",
};
const kept = new Set(
  "p,ul,ol,li,dl,dt,dd,table,caption,thead,tbody,tfoot,tr,th,td,blockquote,em,strong,b,i,u,a,br,hr,pre,sup,sub,h1,h2,h3,h4,h5,h6,div,span,img,figure,figcaption,q,cite".split(
    ",",
  ),
);
const attributes = ["href", "src", "alt", "colspan", "rowspan", "title"];

/** NITF has one element for emphasis; its class says which. */
const emphasis: readonly [RegExp, string][] = [
  [/bold|strong/, "strong"],
  [/strike/, "s"],
  [/^sub$/, "sub"],
  [/^sup$/, "sup"],
  [/^code$/, "code"],
];

/** The content of an element as HTML. */
export const htmlOfNitf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === "string" ? escapeXml(child) : outer(child))).join("");

function outer(element: XmlElement): string {
  if (element.name === "media") return mediaHtml(element);
  const inner = htmlOfNitf(element);
  const tag =
    element.name === "hl2" && element.attributes.class === "level-3" ? "h3" : (tags[element.name] ?? element.name);
  if (element.name === "em") {
    const kind = emphasis.find(([pattern]) => pattern.test(element.attributes.class ?? ""))?.[1] ?? "em";
    return `<${kind}>${inner}</${kind}>`;
  }
  if (element.name === "ol" && /^\d{1,9}$/.test(element.attributes.seqnum ?? ""))
    return `<ol start="${element.attributes.seqnum}">${inner}</ol>`;
  if (!kept.has(tag) && tag !== "aside") return inner;
  const list = attributes
    .filter((name) => element.attributes[name] !== undefined)
    .map((name) => ` ${name}="${escapeXml(element.attributes[name] ?? "")}"`);
  return /^(?:br|hr|img)$/.test(tag) ? `<${tag}${list.join("")}>` : `<${tag}${list.join("")}>${inner}</${tag}>`;
}

function mediaHtml(media: XmlElement): string {
  const [picture] = picturesOfNitf({ media });
  const caption = media.first("media-caption");
  if (picture) return pictureHtml({ ...picture, caption: caption ? htmlOfNitf(caption) : "" });
  const source = media
    .all("media-reference")
    .map((each) => each.attributes.source ?? "")
    .find(Boolean);
  return source ? embedHtml(source, media.textOf("media-caption")) : "";
}

/** The pictures below an element, or that of one `<media>`. */
export function picturesOfNitf(given: XmlElement | { media: XmlElement }): ItemPicture[] {
  const all = "media" in given ? [given.media] : given.deep("media");
  return all.flatMap((media) => {
    if (!/^image$/i.test(media.attributes["media-type"] ?? "image")) return [];
    const references = media
      .all("media-reference")
      .map(({ attributes: each }) => ({
        src: each.source ?? "",
        alt: each["alternate-text"] ?? "",
        width: Number(each.width ?? 0),
      }))
      .filter(({ src }) => src !== "")
      .sort((a, b) => b.width - a.width);
    const [best] = references;
    if (!best) return [];
    const line = (text: string) => text.replace(/\s+/g, " ").trim();
    return {
      src: best.src,
      alt: best.alt,
      caption: line(media.textOf("media-caption")),
      credit: line(media.textOf("media-producer")),
    };
  });
}
