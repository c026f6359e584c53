import { embedOfAddress } from "#lib/document/blocks/embed/providers.ts";
import { embedHtml, escapeHtml, plainOfHtml } from "../html-parts.ts";
import { withParagraphs } from "./paragraphs.ts";
import { expandWordPressShortcodes, type ShortcodeLibrary, type WordPressFile } from "./shortcodes.ts";

export type ContentLibrary = ShortcodeLibrary & {
  /** The picture of the media library whose file, in any size, is at this address. */
  pictureAt: (address: string) => WordPressFile | undefined;
  /** The content of a reusable block. */
  reusable: (id: string) => string | undefined;
};

/** Patterns in patterns and blocks in blocks end somewhere. */
const maxReusable = 5;

/** Blocks of plugins and themes that hold no text of their own: the old site made their content with each request. */
const opening = /<!--\s*wp:([a-z][\w/-]*)\s*(\{[\s\S]*?\})?\s*(\/)?-->/g;

/** The HTML of a post's content, whichever editor wrote it. */
export function htmlOfContent(content: string, library: ContentLibrary): string {
  const text = withReusable(content, library);
  const isOfBlocks = /<!--\s*wp:/.test(text);
  const prepared = isOfBlocks ? blocksAsHtml(text, library) : text;
  const expanded = expandWordPressShortcodes(prepared, library);
  const whole = isOfBlocks ? paragraphsOutsideBlocks(expanded) : withParagraphs(withEmbeds(expanded));
  return withAttachments(whole, library);
}

function withReusable(content: string, library: ContentLibrary, depth = 0): string {
  return content.replace(/<!--\s*wp:block\s*(\{[^}]*\})\s*\/-->/g, (whole, json: string) => {
    const id = String(jsonOf(json).ref ?? "");
    const text = depth < maxReusable ? library.reusable(id) : undefined;
    return text === undefined ? whole : withReusable(text, library, depth + 1);
  });
}

function blocksAsHtml(text: string, library: ContentLibrary): string {
  return (
    text
      .replace(opening, (whole, name: string, json: string | undefined, isEmpty: string | undefined) => {
        if (!isEmpty) return whole;
        const { url } = jsonOf(json ?? "{}");
        if (/embed/.test(name) && typeof url === "string") return embedHtml(url);
        if (!/^(?:nextpage|more|spacer|separator|paragraph)$/.test(name)) library.drop(`wp:${name}`);
        return "";
      })
      .replace(/<div class="wp-block-embed__wrapper">\s*([^<\s]+)\s*<\/div>/g, (_, address: string) =>
        embedHtml(plainOfHtml(address)),
      )
      .replace(/<figure class="[^"]*wp-block-pullquote[^"]*"[^>]*>\s*<blockquote/g, "<figure><blockquote data-pull")
      .replace(
        /<ol\b(?=[^>]*\sstyle="[^"]*list-style-type:\s*((?:lower|upper)-(?:alpha|roman)))/g,
        (tag, style: string) => `${tag} type="${listTypes[style] ?? ""}"`,
      )
      // The link to the file comes before them.
      .replace(/<a\b[^>]*class="[^"]*wp-block-file__button[^"]*"[^>]*>[\s\S]*?<\/a>/g, "")
      .replace(/<object\b[^>]*class="[^"]*wp-block-file__embed[^"]*"[^>]*>[\s\S]*?<\/object>/g, "")
      .replace(/<p[^>]*class="[^"]*wp-block-subhead[^"]*"[^>]*>([\s\S]*?)<\/p>/g, "<h2>$1</h2>")
  );
}

const listTypes: Readonly<Record<string, string>> = {
  "lower-alpha": "a",
  "upper-alpha": "A",
  "lower-roman": "i",
  "upper-roman": "I",
};

/** Posts of blocks may hold parts of the classic editor between the blocks, and in "freeform" blocks. */
function paragraphsOutsideBlocks(text: string): string {
  let depth = 0;
  return text
    .split(/(<!--\s*\/?wp:[\s\S]*?-->)/)
    .map((part, index) => {
      if (index % 2 === 1) {
        const [, slash, name = ""] = /^<!--\s*(\/?)wp:([\w/-]+)/.exec(part) ?? [];
        const isEmpty = /\/-->$/.test(part);
        if (!/^(?:core\/)?freeform$/.test(name) && !isEmpty) depth = Math.max(0, depth + (slash ? -1 : 1));
        return "";
      }
      return depth === 0 ? withParagraphs(withEmbeds(part)) : part;
    })
    .join("\n");
}

/** An address alone on its line is shown by WordPress as what is there. */
const withEmbeds = (text: string): string =>
  text.replace(/^[ \t]*(?:<p>)?(https?:\/\/[^\s<>"]+)(?:<\/p>)?[ \t]*$/gm, (whole, address: string) =>
    embedOfAddress(plainOfHtml(address)) === null ? whole : `\n\n${embedHtml(plainOfHtml(address))}\n\n`,
  );

/**
 * Adds what the media library knows of a picture: its text for those who do not see it, and its credit. Posts show a smaller
 * version of the file; the original replaces it.
 */
function withAttachments(html: string, library: ContentLibrary): string {
  return html.replace(/<img\b[^>]*>/g, (whole) => {
    const [, id = ""] = /\bwp-image-(\d+)/.exec(whole) ?? [];
    const [, src = ""] = /\ssrc\s*=\s*["']([^"']*)["']/.exec(whole) ?? [];
    const original = library.pictureAt(plainOfHtml(src));
    const found = library.attachment(id) ?? original;
    if (!found) return whole;
    return withWords(original ? whole.replace(src, () => escapeHtml(original.url)) : whole, found);
  });
}

/**
 * What the address of a picture has in common with those of its other sizes: WordPress names them `ferry-300x200.jpg`,
 * `ferry-scaled.jpg` and, after it was edited, `ferry-e1580000000000.jpg`.
 */
export function pictureStem(address: string): string {
  const path = address.replace(/^(?:https?:)?\/\/[^/]*/i, "").replace(/[?#].*$/, "");
  return path.replace(/(?:-\d+x\d+|-scaled|-rotated|-e\d{10,})*\.\w+$/, "");
}

function withWords(image: string, { alt, credit }: WordPressFile): string {
  const hasAlt = /\balt\s*=\s*(?:"[^"]+"|'[^']+')/.test(image);
  const words = `${alt && !hasAlt ? ` alt="${escapeHtml(alt)}"` : ""}${credit ? ` data-credit="${escapeHtml(credit)}"` : ""}`;
  const bare = alt && !hasAlt ? image.replace(/\salt\s*=\s*(?:""|'')/, "") : image;
  return bare.replace(/\s*\/?>$/, `${words}>`);
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
