// A series box may name a collection; the stories of the collection take the place of its parts before anybody reads the text.
import { link, withText } from "./inline-json.ts";
import { childrenOf, type NodeJson, wordsOf } from "./json.ts";

/** A collection that readers can get: its title, the address of its page, and its stories in order. */
export type ShownCollection = { name: string; href: string; storyIds: readonly string[] };

const idOf = ({ type, attrs }: NodeJson): string | null =>
  type === "series" && typeof attrs?.collection === "string" ? attrs.collection : null;

/** Ids of the collections whose stories a document shows, each once. Series boxes are blocks of the body, never inside others. */
export const collectionsIn = (document: NodeJson): string[] => [
  ...new Set(childrenOf(document).flatMap((block) => idOf(block) ?? [])),
];

/**
 * The document with the stories of its collections. The title of the box links to the page of the collection; an empty one becomes
 * the name of the collection. A box whose collection is not in `collections` keeps the parts that are named in it.
 */
export function expandSeries(document: NodeJson, collections: ReadonlyMap<string, ShownCollection>): NodeJson {
  if (collectionsIn(document).length === 0) return document;
  return {
    ...document,
    content: childrenOf(document).map((block) => {
      const id = idOf(block);
      const collection = id === null ? undefined : collections.get(id);
      return collection ? expanded(block, collection) : block;
    }),
  };
}

function expanded(block: NodeJson, { name, href, storyIds }: ShownCollection): NodeJson {
  const words = wordsOf(childrenOf(block).find(({ type }) => type === "seriesTitle"));
  const title = withText("seriesTitle", link(words.trim() === "" ? name : words, href));
  return { ...block, content: [title, ...storyIds.map((story) => ({ type: "relatedStory", attrs: { story } }))] };
}
