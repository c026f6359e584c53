// The HTML of a feed as blocks of WordPress's editor.
import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { elementsOf, type HtmlNode, isElement } from "#lib/document/html-tree.ts";

export type WordPressContent = { text: string; pictures: { url: string; alt: string }[] };

/** @param html as `toFeedHtml` writes it */
export function gutenbergOf(html: string): WordPressContent {
  const safe = withoutShortcodes(html);
  const root = fromHtml(safe, { fragment: true });
  const blocks = (root.children as HtmlNode[]).flatMap((node) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset];
    const text = from === undefined || to === undefined ? "" : safe.slice(from, to);
    return text.trim() === "" ? [] : [blockOf(node, text)];
  });
  return { text: blocks.join("\n\n"), pictures: picturesIn(root) };
}

/** WordPress replaces words in square brackets that are names of shortcodes, such as "[gallery]". */
export const withoutShortcodes = (html: string): string => html.replaceAll("[", "&#91;").replaceAll("]", "&#93;");

function picturesIn(root: Root): WordPressContent["pictures"] {
  return elementsOf(root, "img").map(({ properties }) => ({
    url: String(properties.src ?? ""),
    alt: String(properties.alt ?? ""),
  }));
}

const wrapped = (name: string, text: string): string =>
  `<!-- wp:${name} -->\n${text}\n<!-- /wp:${name.split(" ")[0]} -->`;

/** What WordPress's editor would find changed in its own kinds of blocks comes as the block "Custom HTML", which it keeps as it is. */
function blockOf(node: HtmlNode, text: string): string {
  if (!isElement(node)) return wrapped("html", text);
  const withClass = (name: string): string => text.replace(/^<[a-z0-9]+/, (tag) => `${tag} class="${name}"`);
  switch (node.tagName) {
    case "p":
      return /^<p>/.test(text) ? wrapped("paragraph", text) : wrapped("html", text);
    case "h2":
      return wrapped("heading", withClass("wp-block-heading"));
    case "h3":
    case "h4":
      return wrapped(`heading {"level":${node.tagName.slice(1)}}`, withClass("wp-block-heading"));
    case "hr":
      return wrapped("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>');
    case "figure": {
      const image = /^<figure>(<img [^>]*)>((?:<figcaption>[\s\S]*<\/figcaption>)?)<\/figure>$/.exec(text);
      if (!image || elementsOf(node, "img").length !== 1) return wrapped("html", text);
      const caption = (image[2] ?? "").replace("<figcaption>", '<figcaption class="wp-element-caption">');
      return wrapped("image", `<figure class="wp-block-image">${image[1]}/>${caption}</figure>`);
    }
    default:
      return wrapped("html", text);
  }
}
