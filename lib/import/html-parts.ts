// Pieces of HTML that readers of several formats make.
import { fromHtml } from "hast-util-from-html";
import { elementsOf, textContent } from "#lib/document/html-tree.ts";
import { escapeXml } from "./xml/element.ts";

export { escapeXml as escapeHtml } from "./xml/element.ts";

/** The text of HTML on one line: tags and entities are resolved. */
export const plainOfHtml = (html: string): string =>
  html.includes("<") || html.includes("&")
    ? textContent(fromHtml(html, { fragment: true }))
        .replace(/\s+/g, " ")
        .trim()
    : html.replace(/\s+/g, " ").trim();

/** Elements that agencies write into lines of plain text. */
const lineTags = "a|abbr|b|br|cite|code|em|font|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr";
const unknownTag = new RegExp(`<(?!/?(?:${lineTags})(?:\\s[^<>]*)?/?>)`, "gi");

/** The text of a line that is plain text by its format, and into which some write entities and tags: "Ferry <return>" keeps all its words. */
export const plainOfLine = (text: string): string => plainOfHtml(text.replace(unknownTag, "&lt;"));

const attribute = (name: string, value: string): string => (value === "" ? "" : ` ${name}="${escapeXml(value)}"`);

/** @param picture.caption HTML of one line */
export function pictureHtml(picture: { src: string; alt?: string; caption?: string; credit?: string }): string {
  const { src, alt = "", caption = "", credit = "" } = picture;
  const image = `<img${attribute("src", src)} alt="${escapeXml(alt)}"${attribute("data-credit", credit)}>`;
  return `<figure>${image}${caption.trim() === "" ? "" : `<figcaption>${caption}</figcaption>`}</figure>`;
}

/** The addresses of the pictures in HTML. */
export const picturesIn = (html: string): ReadonlySet<string> =>
  new Set(elementsOf(fromHtml(html, { fragment: true }), "img").map(({ properties }) => String(properties.src ?? "")));

/** The HTML with these pictures at its end, without those that it shows already. */
export function withPictures(html: string, pictures: readonly Parameters<typeof pictureHtml>[0][]): string {
  if (pictures.length === 0) return html;
  const shown = picturesIn(html);
  const others = pictures.filter(({ src }) => !shown.has(src));
  return `${html}${others.map(pictureHtml).join("")}`;
}

export const galleryHtml = (pictures: readonly string[], caption = ""): string =>
  pictures.length === 0
    ? ""
    : `<figure>${pictures.join("")}${caption.trim() === "" ? "" : `<figcaption>${caption}</figcaption>`}</figure>`;

/** Something that is shown from another site; where Galley does not know the site, it becomes a link. */
export const embedHtml = (address: string, title = ""): string =>
  `<iframe${attribute("src", address)}${attribute("title", title)}></iframe>`;

export const linkHtml = (address: string, text: string): string =>
  `<a${attribute("href", address)}>${escapeXml(text)}</a>`;
