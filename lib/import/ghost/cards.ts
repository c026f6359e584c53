import { embedHtml, escapeHtml, galleryHtml, linkHtml, pictureHtml } from "../html-parts.ts";
import { listOf, recordOf, textOf } from "../json/values.ts";
import { markdownToHtml } from "../markdown/markdown.ts";

type Fields = Record<string, unknown>;

/** The HTML of a card of Ghost's editors; null for one that has nothing for readers here. */
export function cardHtml(type: string, card: Fields): string | null {
  const text = (name: string) => textOf(card[name]);
  switch (type) {
    case "image":
      return pictureHtml({ src: text("src"), alt: text("alt") || text("title"), caption: text("caption") });
    case "gallery": {
      const pictures = listOf(card.images)
        .map(recordOf)
        .map(({ src, alt, caption }) => pictureHtml({ src: textOf(src), alt: textOf(alt), caption: textOf(caption) }));
      return galleryHtml(pictures, text("caption"));
    }
    case "html":
      return text("html");
    case "markdown":
    case "card-markdown":
      return markdownToHtml(text("markdown"));
    case "hr":
    case "horizontalrule":
      return "<hr>";
    case "code":
    case "codeblock":
      return `<pre>${escapeHtml(text("code"))}</pre>${paragraph(text("caption"))}`;
    case "embed":
      return embedCard(card);
    case "bookmark": {
      const { title, description, author, publisher } = recordOf(card.metadata);
      const source = [author, publisher].map((name) => textOf(name).trim()).filter(Boolean);
      const words = [textOf(description).trim(), source.join(" · ")]
        .filter(Boolean)
        .map((line) => `<br>${escapeHtml(line)}`);
      return `<p>${linkHtml(text("url"), textOf(title) || text("url"))}${words.join("")}</p>${paragraph(text("caption"))}`;
    }
    case "callout":
      return `<div>${asParagraphs(text("calloutText"))}</div>`;
    case "toggle":
      return `<details><summary>${text("heading")}</summary>${asParagraphs(text("content"))}</details>`;
    case "button":
      return `<p>${linkHtml(text("buttonUrl"), text("buttonText"))}</p>`;
    case "header":
      return [
        pictureOf(text("backgroundImageSrc")),
        `<h2>${text("header") || text("heading")}</h2>`,
        paragraph(text("subheader") || text("subheading")),
        card.buttonEnabled === false ? "" : buttonOf(text("buttonUrl"), text("buttonText")),
      ].join("");
    case "call-to-action":
      return [
        asParagraphs(text("sponsorLabel")),
        pictureOf(text("imageUrl")),
        asParagraphs(text("textValue")),
        card.showButton === false ? "" : buttonOf(text("buttonUrl"), text("buttonText")),
      ].join("");
    case "file":
      return `<p>${linkHtml(text("src"), text("fileTitle") || text("fileName"))}</p>${paragraph(text("fileCaption"))}`;
    case "video":
    case "audio":
      return `${embedHtml(text("src"), text("title") || text("fileName"))}${paragraph(text("caption"))}`;
    case "product":
      return productCard(card);
    default:
      return null;
  }
}

const paragraph = (html: string): string => (html.trim() === "" ? "" : `<p>${html}</p>`);
const asParagraphs = (html: string): string => (/<(?:p|ul|ol|h\d|blockquote)\b/i.test(html) ? html : paragraph(html));

const pictureOf = (src: string): string => (src === "" ? "" : pictureHtml({ src }));
const buttonOf = (url: string, words: string): string => (url === "" ? "" : `<p>${linkHtml(url, words || url)}</p>`);

/** Whether every reader saw the card: some are only for members. */
export function isForEveryone(card: Fields): boolean {
  const { nonMember } = recordOf(recordOf(card.visibility).web);
  return nonMember !== false;
}

function embedCard(card: Fields): string {
  const html = textOf(card.html);
  const frame = /<iframe\b[^>]*\bsrc\s*=\s*["']([^"']+)["']/i.exec(html)?.[1];
  const address = textOf(card.url) || (frame ?? "").replace(/&amp;/g, "&");
  return `${address === "" ? html : embedHtml(address, textOf(recordOf(card.metadata).title))}${paragraph(textOf(card.caption))}`;
}

function productCard(card: Fields): string {
  const text = (name: string) => textOf(card[name]);
  return [
    pictureOf(text("productImageSrc")),
    `<h3>${text("productTitle")}</h3>`,
    asParagraphs(text("productDescription")),
    buttonOf(text("productUrl"), text("productButton")),
  ].join("");
}
