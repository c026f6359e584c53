import type { Node } from "@tiptap/pm/model";
import { blockFields } from "./attributes.ts";
import { storable } from "./characters.ts";
import type { MarkJson, NodeJson } from "./json.ts";
import { safeHref } from "./links.ts";
import { type StoryWords, storyWords } from "./story-words.ts";
import { rejectAll } from "./suggestions.ts";
import { tableShape } from "./table-shape.ts";

export type FeedOptions = {
  /** Full address of a rendition of a picture, or null when it may not be shown. */
  pictureUrl: (id: string) => string | null;
  /** Address and headline of another story, or null when readers cannot get it. */
  storyLink: (id: string) => { url: string; headline: string } | null;
  /** Full address of the story; links within the site and the page are made absolute with it. Without it they are dropped. */
  base?: string;
  /** In the language of the story; English when absent. */
  words?: Pick<StoryWords, "keyPoints" | "inShort" | "readAlso">;
};
type Context = Required<Omit<FeedOptions, "base">> & { base: string | null };

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text for HTML and XML, in elements and quoted attributes; characters that neither may hold are left out. */
export const escapeHtml = (text: string): string => storable(text).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** A full http, https, mailto or tel address, or null. */
function absolute(value: unknown, context: Context): string | null {
  const address = safeHref(value);
  if (address === null || !/^[/#]/.test(address)) return address;
  if (context.base === null || !URL.canParse(address, context.base)) return null;
  return safeHref(new URL(address, context.base).href);
}

const children = (node: NodeJson): NodeJson[] => (Array.isArray(node.content) ? node.content : []);
const childOf = (node: NodeJson, type: string): NodeJson | undefined =>
  children(node).find((child) => child?.type === type);
const marksOf = (node: NodeJson): MarkJson[] => (Array.isArray(node.marks) ? node.marks.filter(Boolean) : []);
const isProposed = (node: NodeJson): boolean => marksOf(node).some((mark) => mark.type === "insertion");

const plainMarks: Readonly<Record<string, string>> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  subscript: "sub",
  superscript: "sup",
  code: "code",
};
/** The tags of a mark, or null for one that readers do not get (suggestions, unknown ones, unsafe links). */
function tagsOf(mark: MarkJson, context: Context): { open: string; close: string } | null {
  if (mark.type === "link") {
    const address = absolute(mark.attrs?.href, context);
    return address === null ? null : { open: `<a href="${escapeHtml(address)}">`, close: "</a>" };
  }
  const tag = typeof mark.type === "string" && Object.hasOwn(plainMarks, mark.type) ? plainMarks[mark.type] : undefined;
  return tag === undefined ? null : { open: `<${tag}>`, close: `</${tag}>` };
}

/** Runs of text with their marks; a link that runs on over several runs is written once. */
function inline(node: NodeJson, context: Context): string {
  let html = "";
  let open: { open: string; close: string }[] = [];
  const closeTo = (depth: number) => {
    for (const tag of open.slice(depth).reverse()) html += tag.close;
    open = open.slice(0, depth);
  };
  for (const run of children(node)) {
    if (typeof run !== "object" || run === null || isProposed(run)) continue;
    const tags = marksOf(run).flatMap((mark) => tagsOf(mark, context) ?? []);
    let same = 0;
    while (same < tags.length && open[same]?.open === tags[same]?.open) same++;
    closeTo(same);
    for (const tag of tags.slice(same)) {
      html += tag.open;
      open.push(tag);
    }
    if (run.type === "text" && typeof run.text === "string") html += escapeHtml(run.text);
    else if (run.type === "hardBreak") html += "<br>";
  }
  closeTo(0);
  return html;
}

const element = (tag: string, inside: string): string => (inside.trim() === "" ? "" : `<${tag}>${inside}</${tag}>`);
const pictureId = (value: unknown): string | null => blockFields.picture.safeParse(value).data ?? null;
const textAttribute = (value: unknown): string => (typeof value === "string" ? value : "");

function figureHtml(node: NodeJson, context: Context): string {
  const id = pictureId(node.attrs?.picture);
  const address = id === null ? null : absolute(context.pictureUrl(id), context);
  if (address === null || !/^https?:/i.test(address)) return "";
  const alt = node.attrs?.decorative === true ? "" : textAttribute(node.attrs?.alt);
  const [caption, credit] = ["caption", "credit"].map((part) => {
    const child = childOf(node, part);
    return child && !isProposed(child) ? inline(child, context) : "";
  });
  const under = [caption, element("small", credit ?? "")].filter(Boolean).join(" ");
  return `<figure><img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">${element("figcaption", under)}</figure>`;
}

function cardHtml(node: NodeJson, context: Context): string {
  const id = pictureId(node.attrs?.story);
  const story = id === null ? null : context.storyLink(id);
  const address = story && absolute(story.url, context);
  if (!story || !address) return "";
  return `<p>${escapeHtml(context.words.readAlso)}: <a href="${escapeHtml(address)}">${escapeHtml(story.headline)}</a></p>`;
}

function listHtml(node: NodeJson, context: Context): string {
  if (node.type !== "orderedList") return element("ul", blocks(node, context));
  const start = blockFields.start.safeParse(node.attrs?.start);
  const inside = blocks(node, context);
  if (inside.trim() === "") return "";
  return start.success && start.data !== 1 ? `<ol start="${start.data}">${inside}</ol>` : `<ol>${inside}</ol>`;
}

function itemHtml(node: NodeJson, context: Context): string {
  const [first, ...rest] = children(node);
  if (rest.length === 0 && first?.type === "paragraph" && !isProposed(first))
    return element("li", inline(first, context));
  return element("li", blocks(node, context));
}

function tableHtml(node: NodeJson, context: Context): string {
  const shape = tableShape(node);
  if (!shape) return "";
  const lines = shape.rows.map((cells, y) => {
    const isHead = shape.headRow && y === 0;
    const line = cells.map((cell, x) => {
      const inside = cell === null ? "" : inline(cell, context);
      const scope = isHead ? "col" : shape.headColumn && x === 0 ? "row" : null;
      return scope === null || inside === "" ? `<td>${inside}</td>` : `<th scope="${scope}">${inside}</th>`;
    });
    return `<tr>${line.join("")}</tr>`;
  });
  const caption = shape.caption ? element("caption", inline(shape.caption, context)) : "";
  if (lines.length === 0) return shape.caption ? element("p", inline(shape.caption, context)) : "";
  const head = shape.headRow ? element("thead", lines[0] ?? "") : "";
  return `<table>${caption}${head}${element("tbody", lines.slice(shape.headRow ? 1 : 0).join(""))}</table>`;
}

/** One rule per node. Headline and kicker are the feed's own title, so they are not repeated in the text. */
const rules: Readonly<Record<string, (node: NodeJson, context: Context) => string>> = {
  doc: (node, context) => blocks(node, context),
  kicker: () => "",
  headline: () => "",
  standfirst: (node, context) => {
    const inside = inline(node, context);
    return inside.trim() === "" ? "" : `<p><b>${inside}</b></p>`;
  },
  mainFigure: figureHtml,
  keyPoints: (node, context) => {
    const points = element("ul", blocks(node, context));
    return points === "" ? "" : `<h2>${escapeHtml(context.words.keyPoints)}</h2>${points}`;
  },
  keyPoint: (node, context) => element("li", inline(node, context)),
  inShort: (node, context) => {
    const inside = blocks(node, context);
    return inside === "" ? "" : `<h2>${escapeHtml(context.words.inShort)}</h2>${inside}`;
  },
  paragraph: (node, context) => element("p", inline(node, context)),
  subheading: (node, context) => element(node.attrs?.level === 3 ? "h3" : "h2", inline(node, context)),
  bulletList: listHtml,
  orderedList: listHtml,
  listItem: itemHtml,
  blockquote: (node, context) => element("blockquote", blocks(node, context)),
  pullQuote: (node, context) => element("blockquote", blocks(node, context)),
  attribution: (node, context) => {
    const inside = inline(node, context);
    return inside.trim() === "" ? "" : `<p>— ${inside}</p>`;
  },
  figure: figureHtml,
  caption: (node, context) => element("p", inline(node, context)),
  credit: (node, context) => element("p", inline(node, context)),
  table: tableHtml,
  tableCaption: (node, context) => element("p", inline(node, context)),
  tableRow: (node, context) => blocks(node, context),
  tableCell: (node, context) => element("p", inline(node, context)),
  divider: () => "<hr>",
  relatedStory: cardHtml,
  hardBreak: () => "<br>",
  text: (node) => escapeHtml(textAttribute(node.text)),
};
/** Names of the nodes that feeds know, for the check that none is forgotten. */
export const feedNodeNames: readonly string[] = Object.keys(rules);

const blocks = (node: NodeJson, context: Context): string =>
  children(node)
    .map((child) => block(child, context))
    .join("");

function block(node: NodeJson, context: Context): string {
  if (typeof node !== "object" || node === null || isProposed(node)) return "";
  const rule = typeof node.type === "string" && Object.hasOwn(rules, node.type) ? rules[node.type] : undefined;
  return rule ? rule(node, context) : "";
}

/** By its method, not by its class: the bundled and the plain module may each have a ProseMirror of their own. */
const isNode = (doc: Node | NodeJson): doc is Node => typeof (doc as Partial<Node>).toJSON === "function";

/**
 * The whole text as HTML for a feed reader: standfirst, pictures, key points, body, "In short"; without proposed changes,
 * and without what it does not know. Takes a document or its stored JSON. Every attribute is taken for hostile: nothing
 * but tags and attributes written here comes out, and no address but http, https, mailto and tel.
 */
export function toFeedHtml(doc: Node | NodeJson, options: FeedOptions): string {
  const json = isNode(doc) ? (rejectAll(doc).toJSON() as NodeJson) : doc;
  return block(json, { words: storyWords("en").words, ...options, base: options.base ?? null });
}
