import { describe, expect, test } from "vitest";
import { createAuthor, createPerson, createSection, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { listEvents } from "../audit/data.ts";
import { recordEvent } from "../audit/mutations.ts";
import { eventsQuerySchema } from "../audit/schema.ts";
import { listAuthors, searchAuthors } from "../authors/data.ts";
import { giveByline } from "../authors/mutations.ts";
import { findFrontStories } from "../fronts/desk-data.ts";
import { listPeople } from "../people/data.ts";
import { peopleQuerySchema } from "../people/schema.ts";
import { listRedirects } from "../redirects/data.ts";
import { addRedirect } from "../redirects/mutations.ts";
import { findOrCreateAuthor, findOrCreateTopic } from "../stories/importing/place-mutations.ts";
import { listStories } from "../stories/list-data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { storyFiltersSchema } from "../stories/schema.ts";
import { listTopics, searchTopics } from "../topics/data.ts";
import { appClient, transaction } from "./app.ts";

/** Two names that differ only in what `_` or `%` would stand for. */
const pairOf = (sign: string, mark: string): [string, string] => [`${mark}a${sign}b`, `${mark}axb`];

describe.each(["%", "_", "\\"])("in a list of the newsroom, %s", (sign) => {
  test(`finds only names that contain ${sign}`, async () => {
    const admin = await createPerson("ADMIN");
    const mark = unique("mark");
    const [right, wrong] = pairOf(sign, mark);
    for (const name of [right, wrong]) {
      await createTopic({ name });
      await createAuthor({ name });
      await createPerson("REPORTER", { name });
      await transaction((tx) => recordEvent(tx, admin, "topic.created", { kind: "topic", id: null, name }));
    }
    const asked = { q: right, after: undefined };
    const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
    expect(names((await listTopics(admin, asked)).rows)).toEqual([right]);
    expect(names(await searchTopics(admin, right))).toEqual([right]);
    expect(names((await listAuthors(admin, asked)).rows)).toEqual([right]);
    expect(names(await searchAuthors(admin, right))).toEqual([right]);
    expect(names((await listPeople(admin, { ...peopleQuerySchema.parse({}), q: right })).rows)).toEqual([right]);
    const { rows } = await listEvents(admin, eventsQuerySchema.parse({ q: right }), "UTC");
    expect(rows.map(({ subjectName }) => subjectName)).toEqual([right]);
  });

  test(`finds only stories whose headline contains ${sign}`, async () => {
    const editor = await createPerson("EDITOR");
    const { id: section } = await createSection();
    const [right, wrong] = pairOf(sign, unique("headline"));
    const made: string[] = [];
    for (const headline of [right, wrong]) {
      const { id } = await createReadyStory(editor, { headline, fields: { section } });
      await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
      made.push(id);
    }
    const { stories } = await listStories(editor, storyFiltersSchema.parse({ q: right }));
    expect(stories.map(({ id }) => id)).toEqual(made.slice(0, 1));
    const forFront = await findFrontStories(editor, { query: right, state: "live", section: null });
    expect(forFront.map(({ id }) => id)).toEqual(made.slice(0, 1));
  });

  test(`an import never matches ${sign} in a topic or author as a wildcard`, async () => {
    const admin = await createPerson("ADMIN");
    const mark = unique("import");
    const [right, wrong] = pairOf(sign, mark);
    const [topic, author] = [await createTopic({ name: wrong }), await createAuthor({ name: wrong })];
    expect((await findOrCreateTopic(admin, right)).id).not.toBe(topic.id);
    expect((await findOrCreateAuthor(admin, { slug: "", name: right })).id).not.toBe(author.id);
  });
});

test("a person never gets the byline of a name that merely fits theirs as a pattern", async () => {
  const mark = unique("byline");
  const other = await createAuthor({ name: `${mark} Doe` });
  const person = await createPerson("REPORTER", { name: `${mark} ___` });
  await transaction((tx) => giveByline(tx, person, { mayClaim: true }));
  expect(await appClient().author.findUnique({ where: { id: other.id }, select: { personId: true } })).toEqual({
    personId: null,
  });
});

test("a redirect is found by an underscore in its address", async () => {
  const editor = await createPerson("EDITOR");
  const { path } = await createSection();
  const mark = unique("old");
  for (const from of [`/${mark}-a_b`, `/${mark}-axb`]) await addRedirect(editor, { from, to: path });
  const { rows } = await listRedirects(editor, { q: `${mark}-a_b`, after: undefined });
  expect(rows.map((row) => row.path)).toEqual([`/${mark}-a_b`]);
});
