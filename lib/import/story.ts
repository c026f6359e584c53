import type { Node } from "@tiptap/pm/model";
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { type FigureParts, figure, storyDocument } from "#lib/document/build.ts";
import { type StoryFields, setFieldLimits } from "#lib/document/fields.ts";
import { elementsOf, textContent } from "#lib/document/html-tree.ts";
import { textOfRuns } from "#lib/document/inline-json.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { blocksOfPage } from "./blocks.ts";
import { asLine, type InlineContext, inlineParts, paragraphsOf } from "./inline.ts";
import { readMarkdownInThread } from "./markdown-thread.ts";
import type { ArchiveEntry } from "./plan.ts";
import { expandShortcodes } from "./shortcodes.ts";
import type { Warn } from "./types.ts";

/** An imported picture. */
export type TakenPicture = { id: string; alt: string; caption: string; credit: string };

export type StoryContext = {
  /** Imports the picture that the page calls `src`; null, after a warning, if it is missing or is not a picture. */
  takePicture: (src: string, line: number | undefined) => Promise<TakenPicture | null>;
  /** The new address of an imported file by its name. */
  resolve: (name: string) => string | null;
  href: (given: string) => string | null;
  fields: Pick<StoryFields, "section" | "topics" | "authors">;
  warn: Warn;
};

/** Converts a Markdown file to a story: front matter to zones and fields, the body to blocks. */
export async function convertStory(entry: ArchiveEntry, context: StoryContext): Promise<Node> {
  const { matter } = entry;
  const { warn } = context;
  const headline = headlineOf(entry, warn);
  const read = (text: string, line: number): Root =>
    readMarkdownInThread(
      expandShortcodes(text, {
        resolve: (name) => (name.startsWith("#") ? name : context.resolve(name)),
        page: (name) => matter.line(name.toLowerCase()),
        line,
        warn,
      }),
    );
  const page = read(entry.body, entry.bodyLine);
  const taken = await takePictures(page, entry, context);
  const inline: InlineContext = {
    figure: (image) => figureOf(image, taken),
    href: context.href,
    warn,
  };
  const summary = matter.text("summary", "deck", "description", "excerpt");
  const standfirst =
    summary === "" ? [] : lineOf(read(summary, lineIn(entry.text, summary) ?? 1), { ...inline, figure: () => null });
  const main = await mainFigureOf(entry, context);
  return storyDocument({
    fields: {
      ...context.fields,
      topics: context.fields.topics.slice(0, setFieldLimits.topics),
      authors: context.fields.authors.slice(0, setFieldLimits.authors),
      slug: entry.slug,
      language: entry.language,
      // A draft keeps its date as a field; a published story has it as its publication time.
      ...(entry.draft && entry.date ? { displayDate: entry.date.toISOString() } : {}),
    },
    ...(matter.line("kicker") ? { kicker: plain(matter.line("kicker")) } : {}),
    headline,
    standfirst,
    ...(main ? { mainFigure: main } : {}),
    body: tidyBody(blocksOfPage(page, inline), headline, main?.picture ?? null),
  });
}

/** The text of a field that may hold entities, tags and emphasis: "There&#8217;s *more*". */
function plain(text: string): string {
  const page =
    /[*_`[\\&<]/.test(text) && !/^\s*(?:[#>+-]|\d+[.)])/.test(text)
      ? readMarkdownInThread(text)
      : fromHtml(text.replace(/</g, "&lt;"), { fragment: true });
  return textContent(page).replace(/\s+/g, " ").trim();
}

/** Maximum UTF-16 units of a line of the text that is used as headline. */
const maxHeading = 500;

function headlineOf(entry: ArchiveEntry, warn: Warn): string {
  const title = plain(entry.matter.line("title", "headline"));
  if (title !== "") return title;
  const line = /^#{1,2}[ \t]+(\S.*)$/m.exec(entry.body)?.[1];
  const heading = line
    ?.slice(0, maxHeading)
    .trimEnd()
    .replace(/\s*#*$/, "");
  warn("title-guessed", heading ?? entry.slug);
  return heading ? plain(heading) : entry.slug.replace(/-/g, " ").replace(/^./, (letter) => letter.toUpperCase());
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
  entry: ArchiveEntry,
  { takePicture }: StoryContext,
): Promise<Map<string, TakenPicture>> {
  const taken = new Map<string, TakenPicture>();
  for (const image of elementsOf(page, "img")) {
    const src = String(image.properties.src ?? "").trim();
    if (src === "" || taken.has(src)) continue;
    const line = Number(image.properties.dataLine) || lineIn(entry.text, src);
    const picture = await takePicture(src, line);
    if (picture) taken.set(src, picture);
  }
  return taken;
}

/** The line of the file on which a text is, counted from 1. */
export function lineIn(text: string, part: string): number | undefined {
  const at = text.indexOf(part.split("\n")[0] ?? part);
  return at < 0 ? undefined : text.slice(0, at).split("\n").length;
}

const attribute = (image: Element, name: string): string =>
  String(image.properties[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();

function figureOf(image: Element, taken: ReadonlyMap<string, TakenPicture>): NodeJson | null {
  const picture = taken.get(attribute(image, "src"));
  if (!picture) return null;
  const caption = attribute(image, "dataCaption") || attribute(image, "title");
  return figure({
    ...wordsOf(picture, {
      alt: plain(attribute(image, "alt")),
      caption: plain(caption),
      credit: plain(attribute(image, "dataCredit")),
    }),
  });
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

const mainKeys = [
  "image",
  "primary_image",
  "featured_image",
  "featuredimage",
  "cover_image",
  "feature_image",
  "thumbnail",
  "cover",
];

async function mainFigureOf(
  { matter, text }: ArchiveEntry,
  { takePicture }: StoryContext,
): Promise<Omit<FigureParts, "size"> | null> {
  const nested = ["image", "cover", "featured_image", "header"].map((key) => matter.within(key));
  const within = nested.find((each) => each.line("src", "url", "path", "image", "file") !== "");
  const src = matter.line(...mainKeys) || (within?.line("src", "url", "path", "image", "file") ?? "");
  if (src === "") return null;
  const picture = await takePicture(src, lineIn(text, src));
  if (!picture) return null;
  const { size: _, ...parts } = wordsOf(picture, {
    alt: plain(matter.line("image_alt", "image-alt", "alt") || (within?.line("alt") ?? "")),
    caption: plain(
      matter.line("image_caption", "image-caption", "caption") || (within?.line("caption", "title") ?? ""),
    ),
    credit: plain(matter.line("image_credit", "image-credit", "credit") || (within?.line("credit") ?? "")),
  });
  return parts;
}

/** The blocks without those that repeat the zones above, and without needless dividers. */
function tidyBody(blocks: readonly NodeJson[], headline: string, mainPicture: string | null): NodeJson[] {
  const same = (block: NodeJson) => block.type === "subheading" && textOfRuns(block.content ?? []).trim() === headline;
  const kept = blocks.filter(
    (block, index) =>
      !(index === 0 && same(block)) &&
      !(mainPicture !== null && block.type === "figure" && block.attrs?.picture === mainPicture),
  );
  const isDivider = (block: NodeJson | undefined) => block === undefined || block.type === "divider";
  return kept.filter(
    (block, index) =>
      block.type !== "divider" ||
      (!isDivider(kept[index - 1]) && !isDivider(kept.slice(index + 1).find((each) => each.type !== "divider"))),
  );
}
