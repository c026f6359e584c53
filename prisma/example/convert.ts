// Turns a story of the example, plain data, into the product's document.
import type { Node } from "@tiptap/pm/model";
import {
  bold,
  bulletList,
  divider,
  figure,
  italic,
  link,
  listItem,
  orderedList,
  paragraph,
  pullQuote,
  quote,
  relatedStory,
  storyDocument,
  subheading,
  table,
} from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type {
  AuthorKey,
  Block,
  Inline,
  ListItem,
  PictureKey,
  SectionKey,
  StandingPage,
  Story,
  TopicKey,
} from "./types.ts";

/** Ids of the rows that stories name by key. */
export type Ids = {
  sections: ReadonlyMap<SectionKey, string>;
  topics: ReadonlyMap<TopicKey, string>;
  authors: ReadonlyMap<AuthorKey, string>;
  pictures: ReadonlyMap<PictureKey, string>;
  stories: ReadonlyMap<string, string>;
};

const must = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The example has no ${String(key)}.`);
  return value;
};

const markup = /\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|\[(?<words>[^\]]+)\]\((?<href>[^)\s]+)\)/g;

/** `**bold**`, `*italic*` and `[words](address)`; all else is text as it stands. */
export function inline(text: Inline): (string | NodeJson)[] {
  const parts: (string | NodeJson)[] = [];
  let at = 0;
  for (const match of text.matchAll(markup)) {
    parts.push(text.slice(at, match.index));
    const { bold: strong, italic: stressed, words = "", href = "" } = match.groups ?? {};
    parts.push(
      ...(strong !== undefined ? bold(strong) : stressed !== undefined ? italic(stressed) : link(words, href)),
    );
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}

function itemOf(item: ListItem): NodeJson {
  if (typeof item === "string") return listItem(inline(item));
  return listItem(
    inline(item.text),
    ...(item.ul ? [bulletList(item.ul.map(itemOf))] : []),
    ...(item.ol ? [orderedList(item.ol.map(itemOf))] : []),
  );
}

export function blockOf(block: Block, ids: Ids): NodeJson {
  if ("p" in block) return paragraph(inline(block.p));
  if ("h2" in block) return subheading(block.h2, 2);
  if ("h3" in block) return subheading(block.h3, 3);
  if ("ul" in block) return bulletList(block.ul.map(itemOf));
  if ("ol" in block) return orderedList(block.ol.map(itemOf), block.start ?? 1);
  if ("quote" in block) return quote(block.quote.map(inline), block.by);
  if ("pull" in block) return pullQuote(block.pull.map(inline), block.by);
  if ("figure" in block)
    return figure({
      picture: must(ids.pictures, block.figure),
      alt: block.alt,
      decorative: block.decorative ?? false,
      size: block.size ?? "normal",
      caption: inline(block.caption),
      credit: block.credit,
    });
  if ("table" in block)
    return table({
      caption: inline(block.caption),
      rows: block.table.map((cells) => cells.map(inline)),
      headRow: true,
      headColumn: true,
    });
  if ("related" in block) return relatedStory(must(ids.stories, block.related));
  return divider();
}

/** The whole document of a standing page. @param language of the paper */
export const pageDocument = (page: StandingPage, ids: Ids, language: string): Node =>
  storyDocument({
    fields: { purpose: page.purpose, language },
    headline: page.headline,
    standfirst: inline(page.standfirst),
    body: page.body.map((block) => blockOf(block, ids)),
  });

/** The whole document of a story. @param language of the paper, where the story has none of its own */
export function documentOf(story: Story, ids: Ids, language: string): Node {
  return storyDocument({
    fields: {
      section: must(ids.sections, story.section),
      topics: story.topics.map((key) => must(ids.topics, key)),
      authors: story.authors.map((key) => must(ids.authors, key)),
      related: (story.readAlso ?? []).map((key) => must(ids.stories, key)),
      slug: story.slug,
      label: story.label ?? "",
      place: story.place ?? "",
      editorsNote: story.editorsNote ?? "",
      language: story.language ?? language,
    },
    ...(story.kicker === undefined ? {} : { kicker: story.kicker }),
    headline: story.headline,
    standfirst: inline(story.standfirst),
    ...(story.main
      ? {
          mainFigure: {
            picture: must(ids.pictures, story.main.picture),
            alt: story.main.alt,
            caption: inline(story.main.caption),
            credit: story.main.credit,
          },
        }
      : {}),
    ...(story.keyPoints ? { keyPoints: story.keyPoints.map(inline) } : {}),
    body: story.body.map((block) => blockOf(block, ids)),
    ...(story.inShort ? { inShort: story.inShort.map((text) => paragraph(inline(text))) } : {}),
  });
}
