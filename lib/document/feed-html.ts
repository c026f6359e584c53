// Helpers for the HTML of feeds. It holds no tags and attributes but those that are written here and in the definitions of nodes.
import { blockFields } from "./attributes.ts";
import { storable } from "./characters.ts";
import type { MarkJson, NodeJson } from "./json.ts";
import { safeHref } from "./links.ts";
import type { StoryWords } from "./story-words.ts";

export type FeedOptions = {
  /** Full address of a rendition of a picture, or null when it may not be shown. */
  /** The address of a picture, or of the part of it that the figure shows. */
  pictureUrl: (id: string, crop: string | null) => string | null;
  /** Full address of a video, sound or document, or null when it may not be shown. */
  mediaUrl?: (id: string) => string | null;
  /** Address and headline of another story, or null when readers cannot get it. */
  storyLink: (id: string) => { url: string; headline: string } | null;
  /** Full address of the story; links within the site and the page are made absolute with it. Without it they are dropped. */
  base?: string;
  /** In the language of the story; English when absent. */
  words?: Pick<StoryWords, "keyPoints" | "inShort" | "readAlso">;
};
export type FeedContext = Required<Omit<FeedOptions, "base">> & {
  base: string | null;
  /** The HTML of all that is in a node. */
  blocks: (node: NodeJson) => string;
};

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
export function absolute(value: unknown, context: FeedContext): string | null {
  const address = safeHref(value);
  if (address === null || !/^[/#]/.test(address)) return address;
  if (context.base === null || !URL.canParse(address, context.base)) return null;
  return safeHref(new URL(address, context.base).href);
}

export const children = (node: NodeJson): NodeJson[] => (Array.isArray(node.content) ? node.content : []);
export const childOf = (node: NodeJson, type: string): NodeJson | undefined =>
  children(node).find((child) => child?.type === type);
const marksOf = (node: NodeJson): MarkJson[] => (Array.isArray(node.marks) ? node.marks.filter(Boolean) : []);
export const isProposed = (node: NodeJson): boolean => marksOf(node).some((mark) => mark.type === "insertion");

const plainMarks: Readonly<Record<string, string>> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  subscript: "sub",
  superscript: "sup",
  code: "code",
};
/** The tags of a mark, or null for one that readers do not get (suggestions, unknown ones, unsafe links). */
function tagsOf(mark: MarkJson, context: FeedContext): { open: string; close: string } | null {
  if (mark.type === "link") {
    const address = absolute(mark.attrs?.href, context);
    return address === null ? null : { open: `<a href="${escapeHtml(address)}">`, close: "</a>" };
  }
  const tag = typeof mark.type === "string" && Object.hasOwn(plainMarks, mark.type) ? plainMarks[mark.type] : undefined;
  return tag === undefined ? null : { open: `<${tag}>`, close: `</${tag}>` };
}

/** The number that `numberFootnotes` has put after a run. */
function footnoteNumber(run: NodeJson): number | null {
  const number = marksOf(run).find(({ type }) => type === "footnoteReference")?.attrs?.number;
  return typeof number === "number" && Number.isInteger(number) ? number : null;
}

/** Runs of text with their marks; a link that runs on over several runs is written once. */
export function inline(node: NodeJson, context: FeedContext): string {
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
    const number = footnoteNumber(run);
    if (number !== null) {
      closeTo(0);
      html += `<sup>${number}</sup>`;
    }
  }
  closeTo(0);
  return html;
}

export const element = (tag: string, inside: string): string =>
  inside.trim() === "" ? "" : `<${tag}>${inside}</${tag}>`;
export const pictureId = (value: unknown): string | null => blockFields.picture.safeParse(value).data ?? null;
export const textAttribute = (value: unknown): string => (typeof value === "string" ? value : "");
