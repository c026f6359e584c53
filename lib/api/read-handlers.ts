// The read API: published things only, by the role of readers, with the tags by which the press purges pages.
import { hrefOf } from "../addresses/paths.ts";
import { readCursor, readTimeCursor, toPage, writeCursor, writeTimeCursor } from "../cursor.ts";
import { isId } from "../ids.ts";
import { dependsOn, goodUntil, keepInMemoryOnly } from "../press/context.ts";
import { listByIds } from "../published/card-data.ts";
import { getLiveStory, listStoriesById } from "../published/data.ts";
import { placeLexeme } from "../published/search/mutations.ts";
import { getAuthor, getSection, getTopic, listSections } from "../published/taxonomy/data.ts";
import { listTranslations } from "../published/translations/data.ts";
import type { LiveAuthorPage, LiveSection, LiveStoryPage, NavSection } from "../published/types.ts";
import { findStories } from "../search/data.ts";
import { parseQuery } from "../search/query.ts";
import { maxFound, maxWholeStories } from "./limits.ts";
import {
  findChoice,
  type ListedStory,
  listStoryIds,
  type StoryChoiceKind,
  type StoryFilter,
  wasTakenDown,
} from "./list-data.ts";
import { pickFields, presentCard, presentNamed, presentPicture, presentStory } from "./present.ts";
import { gone, invalid, notFound } from "./problem.ts";
import {
  type ApiField,
  type ApiStory,
  cardFields,
  type PageQuery,
  type StoriesQuery,
  storyFields,
  textFields,
} from "./read-schema.ts";
import {
  getPicture,
  type LivePictureFacts,
  listAuthors,
  listCorrectionsAfter,
  listPictures,
  listTopics,
} from "./taxonomy-data.ts";

/** Another address has what was asked for. */
export class MovedError extends Error {
  /** Below the address of the API. */
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.name = "MovedError";
    this.path = path;
  }
}

/** New topics and authors purge nothing: lists of them are made anew after so many milliseconds. */
const listAgeMs = 60_000;
const soonOver = () => goodUntil(new Date(Date.now() + listAgeMs));

async function presentWhole(
  stories: readonly LiveStoryPage[],
  fields: readonly ApiField[],
  origin: string,
): Promise<ApiStory[]> {
  dependsOn("sections"); // each story names its own
  const needsLinks = fields.some((field) => textFields.includes(field));
  const linked = needsLinks ? await listByIds([...new Set(stories.flatMap((story) => story.bodyStories))]) : [];
  const links = new Map(linked.map(({ id, path, headline }) => [id, { path, headline }]));
  return Promise.all(
    stories.map(async (story) => {
      const translations = fields.includes("translations") ? await listTranslations(story) : [];
      const whole = presentStory(story, { linked: links, translations, origin }, (field) => fields.includes(field));
      return pickFields(whole, fields);
    }),
  );
}

export async function readStory(id: string, fields: readonly ApiField[] = storyFields, origin: string) {
  const story = isId(id) ? await getLiveStory(id) : null;
  const [shown] = story ? await presentWhole([story], fields, origin) : [];
  if (!shown) throw isId(id) && (await wasTakenDown(id)) ? gone("story") : notFound("story");
  return shown;
}

export async function readStories(query: StoriesQuery, origin: string) {
  const fields = query.fields ?? cardFields;
  const isWhole = fields.some((field) => textFields.includes(field));
  const limit = isWhole ? Math.min(query.limit, maxWholeStories) : query.limit;
  if (query.sort === "best" && !query.q) throw invalid({ sort: "“best” needs words to search for in `q`." });
  const { ids, next } = query.q ? await searchStories(query.q, query, limit) : await pageOfStories(query, limit);
  const isCard = fields.every((field) => (cardFields as readonly string[]).includes(field));
  if (isCard) {
    dependsOn("sections");
    return { data: (await listByIds(ids)).map((card) => pickFields(presentCard(card, origin), fields)), next };
  }
  return { data: await presentWhole(await listStoriesById(ids), fields, origin), next };
}

type Listed = { ids: string[]; next: string | null };

async function filterOf(query: StoriesQuery): Promise<Omit<StoryFilter, "after" | "limit">> {
  const choices: StoryFilter["choices"] = {};
  for (const kind of ["section", "topic", "author"] satisfies StoryChoiceKind[]) {
    const value = query[kind];
    if (value === undefined) continue;
    const choice = await findChoice(kind, value);
    if (!choice) throw invalid({ [kind]: `There is no such ${kind}.` });
    choices[kind] = choice;
  }
  const instant = (text: string | undefined) => (text === undefined ? null : new Date(text));
  return { choices, language: query.language ?? null, from: instant(query.from), to: instant(query.to) };
}

const badCursor = () => invalid({ cursor: "Take the cursor from `next` of the page before, without changing it." });

async function pageOfStories(query: StoriesQuery, limit: number): Promise<Listed> {
  const after = query.cursor === undefined ? null : readTimeCursor(query.cursor);
  if (query.cursor !== undefined && !after) throw badCursor();
  const rows = await listStoryIds({ ...(await filterOf(query)), after, limit: limit + 1 });
  const { rows: shown, next } = toPage<ListedStory>(rows, limit, ({ at, id }) => writeTimeCursor(at, id));
  return { ids: shown.map(({ id }) => id), next };
}

/** The search of the site, which counts by pages: its cursor is the number of stories before. */
async function searchStories(q: string, query: StoriesQuery, limit: number): Promise<Listed> {
  const [given] = query.cursor === undefined ? ["0"] : (readCursor(query.cursor, 1) ?? []);
  const skipped = /^\d{1,3}$/.test(given ?? "") ? Number(given) : Number.NaN;
  if (Number.isNaN(skipped) || skipped > maxFound) throw badCursor();
  const { choices, language, from, to } = await filterOf(query);
  const places = (Object.keys(choices) as StoryChoiceKind[]).map((kind) =>
    (choices[kind]?.ids ?? []).map((id) => placeLexeme(kind, id)),
  );
  dependsOn("latest");
  keepInMemoryOnly();
  const ids: string[] = [];
  let isOver = false;
  for (let page = 1; !isOver && ids.length < Math.min(maxFound, skipped + limit + 1); page++) {
    const found = await findStories({ query: parseQuery(q), places, from, to, sort: query.sort, page });
    ids.push(...(found?.ids ?? []));
    isOver = !found || page >= found.pages;
  }
  const shown = ids.slice(skipped, skipped + limit);
  const next = ids.length > skipped + limit ? writeCursor(String(skipped + limit)) : null;
  if (language === null) return { ids: shown, next };
  const wanted = language.toLowerCase();
  const cards = await listByIds(shown);
  const inLanguage = cards.filter(({ language: own }) => `${own.toLowerCase()}-`.startsWith(`${wanted}-`));
  return { ids: inLanguage.map(({ id }) => id), next };
}

const presentSection = (section: LiveSection, origin: string) => ({
  ...presentNamed(section, origin),
  description: section.description,
  parent: section.parent?.id ?? null,
  children: section.children.map(({ id }) => id),
});

/** Every section in the order of the navigation, sub-sections behind their parents. */
export async function readSections(origin: string) {
  const all = (sections: readonly NavSection[], parent: NavSection | null): LiveSection[] =>
    sections.flatMap((section) => [{ ...section, parent }, ...all(section.children, section)]);
  return { data: all(await listSections(), null).map((section) => presentSection(section, origin)) };
}

export async function readSection(id: string, origin: string) {
  const section = isId(id) ? await getSection(id) : null;
  if (!section) throw notFound("section");
  return presentSection(section, origin);
}

const nameCursor = ({ name, id }: { name: string; id: string }) => writeCursor(name, id);

function nameAfter(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const [name = "", id = ""] = readCursor(cursor, 2) ?? [];
  if (!isId(id)) throw badCursor();
  return { name, id };
}

export async function readTopics({ cursor, limit }: PageQuery, origin: string) {
  soonOver();
  const { rows, next } = toPage(await listTopics(nameAfter(cursor), limit + 1), limit, nameCursor);
  return { data: rows.map((topic) => ({ ...presentNamed(topic, origin), description: topic.description })), next };
}

export async function readTopic(id: string, origin: string) {
  const found = isId(id) ? await getTopic(id) : null;
  if (!found) throw notFound("topic");
  if ("movedTo" in found) throw new MovedError(`/topics/${await idOf("topic", id)}`);
  return { ...presentNamed(found.found, origin), description: found.found.description };
}

const idOf = async (kind: StoryChoiceKind, id: string) => (await findChoice(kind, id))?.id ?? id;

const presentAuthor = (author: LiveAuthorPage, origin: string) => ({
  ...presentNamed(author, origin),
  jobTitle: author.jobTitle,
  bio: author.bio,
  portrait: author.portrait && presentPicture(author.portrait.id, author.portrait.facts, origin),
});

export async function readAuthors({ cursor, limit }: PageQuery, origin: string) {
  soonOver();
  const { rows, next } = toPage(await listAuthors(nameAfter(cursor), limit + 1), limit, nameCursor);
  return { data: rows.map((author) => presentAuthor(author, origin)), next };
}

export async function readAuthor(id: string, origin: string) {
  const found = isId(id) ? await getAuthor(id) : null;
  if (!found) throw notFound("author");
  if ("movedTo" in found) throw new MovedError(`/authors/${await idOf("author", id)}`);
  return presentAuthor(found.found, origin);
}

export async function readCorrectionList({ cursor, limit }: PageQuery, origin: string) {
  const [at = "", story = "", number = ""] = cursor === undefined ? [] : (readCursor(cursor, 3) ?? []);
  if (cursor !== undefined && !(isId(story) && /^\d{1,9}$/.test(number))) throw badCursor();
  const rows = await listCorrectionsAfter(
    cursor === undefined ? null : { at, story, number: Number(number) },
    limit + 1,
  );
  const page = toPage(rows, limit, (row) => writeCursor(row.at, row.storyId, String(row.number)));
  const data = page.rows.map(({ number: nth, kind, note, at: when, storyId, path, headline, language }) => ({
    number: nth,
    kind,
    note,
    at: new Date(when).toISOString(),
    story: { id: storyId, url: origin + hrefOf(path), headline, language },
  }));
  return { data, next: page.next };
}

export async function readPictures({ cursor, limit }: PageQuery, origin: string) {
  const [before = null] = cursor === undefined ? [] : (readCursor(cursor, 1) ?? [""]);
  if (before !== null && !isId(before)) throw badCursor();
  const { rows, next } = toPage<LivePictureFacts>(await listPictures(before, limit + 1), limit, ({ id }) =>
    writeCursor(id),
  );
  return { data: rows.map(({ id, facts }) => presentPicture(id, facts, origin)), next };
}

export async function readPicture(id: string, origin: string) {
  const picture = isId(id) ? await getPicture(id) : null;
  if (!picture) throw notFound("picture");
  const stories = picture.stories.map(({ id: story, path, headline }) => ({
    id: story,
    url: origin + hrefOf(path),
    headline,
  }));
  return { ...presentPicture(id, picture.facts, origin), stories };
}
