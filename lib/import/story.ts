import type { Node } from "@tiptap/pm/model";
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { audio } from "#lib/document/blocks/audio/block.ts";
import { file } from "#lib/document/blocks/file/block.ts";
import { video } from "#lib/document/blocks/video/block.ts";
import { type FigureParts, figure, storyDocument } from "#lib/document/build.ts";
import { type StoryFields, setFieldLimits } from "#lib/document/fields.ts";
import { elementsOf, textContent } from "#lib/document/html-tree.ts";
import { textOfRuns } from "#lib/document/inline-json.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { blocksOfPage } from "./blocks.ts";
import { convertOwn, type OwnContext } from "./galley/story.ts";
import { asLine, type InlineContext, inlineParts, paragraphsOf } from "./inline.ts";
import type { ImportItem, ItemText, OwnStory } from "./item.ts";
import { readMarkdownInThread } from "./markdown/markdown-thread.ts";
import { repairLinkTags } from "./markdown/repair-html.ts";
import { expandShortcodes } from "./markdown/shortcodes.ts";
import type { TakenMedia } from "./media.ts";
import { SkippedFile, type Warn } from "./types.ts";

/** An imported picture. */
export type TakenPicture = { id: string; alt: string; caption: string; credit: string };

export type StoryContext = {
  /** Imports the picture that the page calls `src`; null, after a warning, if it is missing or is not a picture. */
  takePicture: (src: string, line: number | undefined) => Promise<TakenPicture | null>;
  /** Imports the video, sound or document that the page calls `src`; null if it is not among the files, or after a warning. */
  takeMedia?: (src: string, line: number | undefined) => Promise<TakenMedia | null>;
  /** Takes files, snippets and collections of an export of Galley; absent where no such export is read. */
  takeOwn?: (own: OwnStory) => Pick<OwnContext, "takeMedia" | "takeSnippet" | "takeCollection">;
  /** The new address of an imported file by its name. */
  resolve: (name: string) => string | null;
  href: (given: string) => string | null;
  fields: Pick<StoryFields, "section" | "topics" | "authors">;
  warn: Warn;
};

/** Converts an item to a document: its fields to zones and fields, its body to blocks. @throws SkippedFile */
export async function convertStory(item: ImportItem, context: StoryContext): Promise<Node> {
  const { warn } = context;
  for (const { kind, what, line } of item.notes) warn(kind, what, line);
  if (item.own && context.takeOwn) return convertOwn(item.own, { ...context, ...context.takeOwn(item.own) });
  const read = ({ format, text, line }: ItemText): Root => {
    if (format === "html") return pageOfHtml(text);
    const shortcodes = {
      resolve: (name: string) => (name.startsWith("#") ? name : context.resolve(name)),
      page: item.page,
      line,
      warn,
    };
    return readMarkdownInThread(expandShortcodes(text, shortcodes));
  };
  const page = read(item.body);
  const taken = await takePictures(page, item, context);
  const media = await takeMediaOf(page, item, context);
  const inline: InlineContext = {
    figure: (image) => figureOf(image, taken, item.body.format),
    player: (src, title) => {
      const file = media.get(src);
      if (!file || file.kind === "DOCUMENT") return null;
      // The name of a file tells readers nothing.
      return blockOfMedia(file, src.endsWith(`/${title}`) ? "" : title);
    },
    href: (given) => media.get(given)?.href ?? context.href(given),
    warn,
  };
  const standfirst = item.standfirst ? lineOf(read(item.standfirst), { ...inline, figure: () => null }) : [];
  const main = await mainFigureOf(item, context);
  return storyDocument({
    fields: {
      ...context.fields,
      topics: context.fields.topics.slice(0, setFieldLimits.topics),
      authors: context.fields.authors.slice(0, setFieldLimits.authors),
      slug: item.slug,
      language: item.language,
      // A draft keeps its date as a field; a published story has it as its publication time.
      ...(item.draft && item.date && item.kind === "STORY" ? { displayDate: item.date.toISOString() } : {}),
    },
    ...(item.kicker ? { kicker: item.kicker } : {}),
    headline: item.headline,
    standfirst,
    ...(main ? { mainFigure: main } : {}),
    body: tidyBody(
      withLinkedMedia(blocksOfPage(page, inline), [...media.values()]),
      item.headline,
      main && { picture: main.picture, caption: item.picture?.caption ?? "" },
    ),
  });
}

/** @throws SkippedFile if it is nested so deeply that it cannot be read */
function pageOfHtml(text: string): Root {
  try {
    return fromHtml(repairLinkTags(text), { fragment: true });
  } catch (error) {
    throw new SkippedFile(
      `its HTML cannot be read: ${error instanceof RangeError ? "it is nested too deeply" : String(error).slice(0, 200)}`,
    );
  }
}

/** The text of a field of Markdown that may hold entities, tags and emphasis: "There&#8217;s *more*". */
export function plainOfMarkdown(text: string): string {
  const page =
    /[*_`[\\&<]/.test(text) && !/^\s*(?:[#>+-]|\d+[.)])/.test(text)
      ? readMarkdownInThread(text)
      : fromHtml(text.replace(/</g, "&lt;"), { fragment: true });
  return textContent(page).replace(/\s+/g, " ").trim();
}

/** All content of a page as one line with emphasis and links, for a standfirst. */
function lineOf(page: Root, context: InlineContext): NodeJson[] {
  const runs = paragraphsOf(inlineParts(page.children, context)).flatMap((part, index): NodeJson[] =>
    "runs" in part ? [...(index > 0 ? [{ type: "text", text: " " }] : []), ...part.runs] : [],
  );
  return asLine(runs, ["bold", "italic", "link"]);
}

async function takePictures(
  page: Root,
  item: ImportItem,
  { takePicture }: StoryContext,
): Promise<Map<string, TakenPicture>> {
  const taken = new Map<string, TakenPicture>();
  for (const image of elementsOf(page, "img")) {
    const src = String(image.properties.src ?? "").trim();
    if (src === "" || taken.has(src)) continue;
    const line = Number(image.properties.dataLine) || lineInItem(item, src);
    const picture = await takePicture(src, line);
    if (picture) taken.set(src, picture);
  }
  return taken;
}

/** The files that a page shows or links to, by their addresses as it writes them. */
async function takeMediaOf(
  page: Root,
  item: ImportItem,
  { takeMedia }: StoryContext,
): Promise<Map<string, TakenMedia>> {
  const taken = new Map<string, TakenMedia>();
  for (const each of elementsOf(page, "video", "audio", "source", "iframe", "embed", "a")) {
    const src = String(each.properties.src ?? each.properties.href ?? "").trim();
    if (src === "" || taken.has(src)) continue;
    const file = await takeMedia?.(src, lineInItem(item, src));
    if (file) taken.set(src, file);
  }
  return taken;
}

const blockOfMedia = ({ id, kind }: TakenMedia, title: string): NodeJson =>
  kind === "DOCUMENT" ? file({ media: id, title }) : (kind === "VIDEO" ? video : audio)({ media: id, caption: title });

/** The words of the first link to a file, and whether there is nothing beside it. */
type FoundLink = { words: string; isAlone: boolean };

function linkIn(block: NodeJson, href: string): FoundLink | null {
  const runs: NodeJson[] = [];
  const walk = (node: NodeJson): void => {
    if (node.type === "text") runs.push(node);
    else for (const child of node.content ?? []) walk(child);
  };
  walk(block);
  const leads = ({ marks }: NodeJson) => marks?.some(({ type, attrs }) => type === "link" && attrs?.href === href);
  const from = runs.findIndex(leads);
  if (from < 0) return null;
  const after = runs.findIndex((run, index) => index > from && !leads(run));
  const words = textOfRuns(runs.slice(from, after < 0 ? undefined : after)).trim();
  return { words, isAlone: block.type === "paragraph" && words === textOfRuns(runs).trim() };
}

/**
 * Readers get a file only with a block that shows it. A paragraph that is a link to one becomes that block; other text with such a link is
 * followed by it.
 */
function withLinkedMedia(blocks: readonly NodeJson[], media: readonly TakenMedia[]): NodeJson[] {
  const shown = new Set(blocks.map(({ attrs }) => attrs?.media).filter((id) => typeof id === "string"));
  return blocks.flatMap((block) => {
    const added: NodeJson[] = [];
    let isKept = true;
    for (const each of media) {
      const found = linkIn(block, each.href);
      if (!found || shown.has(each.id)) continue;
      shown.add(each.id);
      added.push(blockOfMedia(each, found.words));
      if (found.isAlone && each.kind === "DOCUMENT") isKept = false;
    }
    return isKept ? [block, ...added] : added;
  });
}

/** The line of the file on which a text is, counted from 1. */
export function lineIn(text: string, part: string): number | undefined {
  const at = text.indexOf(part.split("\n")[0] ?? part);
  return at < 0 ? undefined : text.slice(0, at).split("\n").length;
}

/** The line of the item's file on which a text of it is. */
export function lineInItem({ source }: Pick<ImportItem, "source">, part: string): number | undefined {
  const line = lineIn(source.text, part);
  return line === undefined ? undefined : source.line - 1 + line;
}

const attribute = (image: Element, name: string): string =>
  String(image.properties[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();

function figureOf(
  image: Element,
  taken: ReadonlyMap<string, TakenPicture>,
  format: ItemText["format"],
): NodeJson | null {
  const picture = taken.get(attribute(image, "src"));
  if (!picture) return null;
  const read = format === "markdown" ? plainOfMarkdown : (text: string) => text;
  const caption = attribute(image, "dataCaption") || (format === "markdown" ? attribute(image, "title") : "");
  return figure(
    wordsOf(picture, {
      alt: read(attribute(image, "alt")),
      caption: read(caption),
      credit: read(attribute(image, "dataCredit")),
    }),
  );
}

async function mainFigureOf(
  { picture: given, source }: ImportItem,
  { takePicture }: StoryContext,
): Promise<Omit<FigureParts, "size"> | null> {
  if (given === null) return null;
  const picture = await takePicture(given.src, lineInItem({ source }, given.src));
  if (!picture) return null;
  const { size: _, ...parts } = wordsOf(picture, given);
  return parts;
}

/** Values from the page come first; the picture file's own metadata fills the gaps. */
function wordsOf(picture: TakenPicture, given: { alt: string; caption: string; credit: string }): FigureParts {
  return {
    picture: picture.id,
    alt: (given.alt || picture.alt).slice(0, 1000),
    caption: given.caption,
    credit: given.credit || picture.credit,
  };
}

type MainPicture = { picture: string | null; caption: string };

const captionOf = (figure: NodeJson): string =>
  textOfRuns(figure.content?.find(({ type }) => type === "caption")?.content ?? []).trim();

/** The blocks without those that repeat the zones above, and without needless dividers. */
function tidyBody(blocks: readonly NodeJson[], headline: string, main: MainPicture | null): NodeJson[] {
  const same = (block: NodeJson) => block.type === "subheading" && textOfRuns(block.content ?? []).trim() === headline;
  // The same picture with a caption of its own is no repetition.
  const repeats = (block: NodeJson) =>
    main !== null &&
    block.type === "figure" &&
    block.attrs?.picture === main.picture &&
    ["", main.caption].includes(captionOf(block));
  const kept = blocks.filter((block, index) => !(index === 0 && same(block)) && !repeats(block));
  const isDivider = (block: NodeJson | undefined) => block === undefined || block.type === "divider";
  return kept.filter(
    (block, index) =>
      block.type !== "divider" ||
      (!isDivider(kept[index - 1]) && !isDivider(kept.slice(index + 1).find((each) => each.type !== "divider"))),
  );
}
