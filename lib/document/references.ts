import type { Node } from "@tiptap/pm/model";
import { rowId } from "./attributes.ts";
import { idsIn, rowFields } from "./field-rules.ts";
import { isSuggestion } from "./suggestions.ts";

/** Ids of rows that a document names, each once, in order of appearance. */
export type References = {
  sections: string[];
  topics: string[];
  authors: string[];
  stories: string[];
  pictures: string[];
  /** Videos, sounds and documents. */
  media: string[];
  /** Snippets that change everywhere at once. */
  snippets: string[];
  /** Series and issues whose stories a box shows. */
  collections: string[];
  /** Who proposes something in it. */
  people: string[];
};

/**
 * The ids that a document names in fields, blocks and suggestions (the former state of a changed picture comes back
 * when the suggestion is rejected). The caller checks that the actor may use them.
 */
export function referencesOf(doc: Node): References {
  const found = {
    sections: new Set<string>(),
    topics: new Set<string>(),
    authors: new Set<string>(),
    stories: new Set<string>(),
    pictures: new Set<string>(),
    media: new Set<string>(),
    snippets: new Set<string>(),
    collections: new Set<string>(),
    people: new Set<string>(),
  };
  const note = (set: Set<string>, value: unknown) => {
    if (typeof value === "string" && rowId.safeParse(value).success) set.add(value);
  };
  for (const { name, holds } of rowFields) for (const id of idsIn(doc.attrs, name)) note(found[holds], id);
  const setOf = (attribute: unknown) =>
    ({ picture: found.pictures, media: found.media, story: found.stories, collection: found.collections })[
      String(attribute)
    ];
  doc.descendants((node) => {
    for (const mark of node.marks) {
      if (isSuggestion(mark)) note(found.people, mark.attrs.person);
      note(found.stories, mark.attrs.story);
      for (const value of [mark.attrs.previousValue, mark.attrs.newValue]) note(found.stories, storyOfMark(value));
    }
    if (node.isText) return false;
    note(found.pictures, node.attrs.picture);
    note(found.media, node.attrs.media);
    note(found.snippets, node.attrs.snippet);
    note(found.collections, node.attrs.collection);
    note(found.stories, node.attrs.story);
    for (const { attrs } of node.marks) {
      const set = setOf(attrs.attrName);
      if (!set) continue;
      note(set, attrs.previousValue);
      note(set, attrs.newValue);
    }
    return true;
  });
  return {
    sections: [...found.sections],
    topics: [...found.topics],
    authors: [...found.authors],
    stories: [...found.stories],
    pictures: [...found.pictures],
    media: [...found.media],
    snippets: [...found.snippets],
    collections: [...found.collections],
    people: [...found.people],
  };
}

/** The story of a link that a suggestion adds or removes. */
const storyOfMark = (value: unknown): unknown =>
  isRecord(value) && isRecord(value.attrs) ? value.attrs.story : undefined;

const pictureFields = rowFields.filter(({ holds }) => holds === "pictures").map(({ name }) => name);

/**
 * The ids of all pictures that a document holds, those that a suggestion would add or bring back included. As in `referencesOf`,
 * but cheap enough for every save: it reads no text.
 */
export const picturesIn = (doc: Node): Set<string> => filesIn(doc).pictures;

/** The same of pictures, and of videos, sounds and documents. */
export function filesIn(doc: Node): { pictures: Set<string>; media: Set<string> } {
  const found = { pictures: new Set<string>(), media: new Set<string>() };
  const note = (set: Set<string>, value: unknown) => {
    if (typeof value === "string" && rowId.safeParse(value).success) set.add(value);
  };
  for (const name of pictureFields) note(found.pictures, doc.attrs[name]);
  doc.descendants((node) => {
    note(found.pictures, node.attrs.picture);
    note(found.media, node.attrs.media);
    for (const { attrs } of node.marks) {
      const set = { picture: found.pictures, media: found.media }[String(attrs.attrName)];
      if (set) for (const value of [attrs.previousValue, attrs.newValue]) note(set, value);
    }
    return !node.isTextblock;
  });
  return found;
}

/** What `after` names and `before` did not: all that must be checked when a change is saved. */
export function newReferences(before: Node, after: Node): References {
  const old = referencesOf(before);
  const now = referencesOf(after);
  const added = (kind: keyof References) => {
    const known = new Set(old[kind]);
    return now[kind].filter((id) => !known.has(id));
  };
  return {
    sections: added("sections"),
    topics: added("topics"),
    authors: added("authors"),
    stories: added("stories"),
    pictures: added("pictures"),
    media: added("media"),
    snippets: added("snippets"),
    collections: added("collections"),
    people: added("people"),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const storyAttributes: readonly unknown[] = [
  "story",
  "picture",
  "media",
  "collection",
  ...rowFields.filter(({ holds }) => holds === "stories" || holds === "pictures").map(({ name }) => name),
];
/** Whether an attribute with this name says which row is meant, so that text that looks like an id does not count. */
const namesRow = (attribute: unknown): boolean => storyAttributes.includes(attribute);

/** Whether a document or step, as JSON, names the row with this id as a story, picture, file or collection. */
export function namesInJson(json: unknown, id: string): boolean {
  if (Array.isArray(json)) return json.some((item) => namesInJson(item, id));
  if (!isRecord(json)) return false;
  const isId = (value: unknown): boolean => value === id || (Array.isArray(value) && value.includes(id));
  if (namesRow(json.field) && [json.before, json.after, json.item].some(isId)) return true;
  if (namesRow(json.attrName) && [json.previousValue, json.newValue].some(isId)) return true;
  if (namesRow(json.attr) && isId(json.value)) return true;
  return Object.entries(json).some(([key, value]) => (namesRow(key) && isId(value)) || namesInJson(value, id));
}
