import type { Node } from "@tiptap/pm/model";
import type { Kind, StoryFields } from "./fields.ts";
import type { NodeJson } from "./json.ts";
import { isMedia, isPicture } from "./nodes.ts";
import { readersDocument } from "./readers-document.ts";
import { linkedStories } from "./story-links.ts";
import {
  hasBodyText,
  headlineOf,
  kickerOf,
  type SearchParts,
  searchParts,
  standfirstText,
  textOf,
  wordCount,
} from "./text.ts";
import { withoutOrigins } from "./wire-origin.ts";

/** A picture as a story shows it. `alt` is "" where it is decorative or nobody has written one. */
export type ShownPicture = {
  picture: string;
  alt: string;
  decorative: boolean;
  /** The shown part, see lib/document/attributes.ts; null for all of it. */
  crop: string | null;
  /** Plain text. */
  caption: string;
  credit: string;
};

/** All that readers may see of a story, as far as the document alone says it. */
export type LiveProjection = {
  headline: string;
  kicker: string;
  /** Plain text. */
  standfirst: string;
  /** The document with suggestions rejected, without notes to editors, and without the origin of words from wires. */
  document: NodeJson;
  fields: StoryFields;
  mainPicture: ShownPicture | null;
  /** The main picture, else the first figure: for cards and social networks. */
  cardPicture: ShownPicture | null;
  /** Ids of every picture shown, once each; posters of videos and the social picture included. */
  pictures: string[];
  /** How many of them the text shows. */
  pictureCount: number;
  /** The crops of those pictures that figures show. */
  crops: { picture: string; crop: string }[];
  /** Ids of every video, sound and document, once each. */
  media: string[];
  /** Picked by an editor for "Read also". */
  relatedStories: string[];
  /** Shown as cards inside the text, or linked to. */
  bodyStories: string[];
  words: number;
  search: SearchParts;
  hasText: boolean;
};

function nodesOf(doc: Node, matches: (node: Node) => boolean): Node[] {
  const found: Node[] = [];
  doc.descendants((node) => {
    if (matches(node)) found.push(node);
    return !node.isTextblock;
  });
  return found;
}
/** The words of a part of a picture or table, by its node type; "" without one. */
export const partText = (figure: Node, name: string): string => {
  const node = figure.children.find((child) => child.type.name === name);
  return node ? textOf(node).replace(/\s+/g, " ").trim() : "";
};
const shown = (figure: Node): ShownPicture => ({
  picture: figure.attrs.picture,
  alt: figure.attrs.decorative ? "" : figure.attrs.alt,
  decorative: figure.attrs.decorative,
  crop: figure.attrs.crop,
  caption: partText(figure, "caption"),
  credit: partText(figure, "credit"),
});

/** What the newsroom's lists show of a story, as far as the document alone says it. */
export type ListProjection = Pick<LiveProjection, "headline" | "fields" | "cardPicture" | "words">;

const figuresOf = (settled: Node): Node[] => nodesOf(settled, (node) => isPicture(node) && node.attrs.picture !== null);
const mainOf = (figures: readonly Node[]): Node | undefined => figures.find((node) => node.type.name === "mainFigure");

const idsOf = (nodes: readonly Node[], attribute: string): string[] => [
  ...new Set(nodes.map(({ attrs }) => attrs[attribute] as unknown).filter((id) => typeof id === "string")),
];

/** As `projectLive`, of a settled document, and no more than lists need: done again with every save. */
function projectSettled(settled: Node, figures: readonly Node[]): ListProjection {
  const card = mainOf(figures) ?? figures[0];
  return {
    headline: headlineOf(settled),
    fields: { ...settled.attrs } as StoryFields,
    cardPicture: card ? shown(card) : null,
    words: wordCount(settled),
  };
}

export function projectList(doc: Node): ListProjection {
  const settled = readersDocument(doc);
  return projectSettled(settled, figuresOf(settled));
}

/** Derives the rows of the public tables. Pure: the same document always gives the same rows. */
export function projectLive(doc: Node): LiveProjection {
  const settled = withoutOrigins(readersDocument(doc));
  const figures = figuresOf(settled);
  const main = mainOf(figures);
  const cards = nodesOf(settled, (node) => node.type.name === "relatedStory" && node.attrs.story !== null);
  const media = nodesOf(settled, isMedia);
  const list = projectSettled(settled, figures);
  const { socialPicture } = list.fields;
  const inText = idsOf([...figures, ...media], "picture");
  const document = settled.toJSON() as NodeJson;
  return {
    ...list,
    kicker: kickerOf(settled),
    standfirst: standfirstText(settled),
    document,
    mainPicture: main ? shown(main) : null,
    crops: figures.flatMap(({ attrs }) =>
      attrs.crop === null ? [] : [{ picture: attrs.picture as string, crop: attrs.crop as string }],
    ),
    pictures: [...new Set([...inText, ...(socialPicture ? [socialPicture] : [])])],
    pictureCount: inText.length,
    media: idsOf(media, "media"),
    relatedStories: [...list.fields.related],
    bodyStories: [...new Set([...cards.map((node) => node.attrs.story as string), ...linkedStories(document)])],
    search: searchParts(settled),
    hasText: hasBodyText(settled),
  };
}

/** ADDRESS, PURPOSE: what a page wants is taken; see lib/stories/pages/data.ts. */
export type Missing = { code: "HEADLINE" | "TEXT" | "SECTION" | "ADDRESS" | "PURPOSE" };
/** What a story or page cannot be published without, as far as the document says it. Empty: it can. */
export function missingToPublish(doc: Node, kind: Kind): Missing[] {
  const missing: Missing[] = [];
  if (headlineOf(doc) === "") missing.push({ code: "HEADLINE" });
  if (!hasBodyText(doc)) missing.push({ code: "TEXT" });
  if (kind === "STORY" && doc.attrs.section === null) missing.push({ code: "SECTION" });
  return missing;
}
