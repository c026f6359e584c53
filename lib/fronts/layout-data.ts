// What readers get of a front that an editor has launched.
import { authorPath, topicPath } from "../addresses/paths.ts";
import { Prisma } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, goodUntil, loadPart } from "../press/context.ts";
import { listByIds } from "../published/card-data.ts";
import { readFacts } from "../published/cards.ts";
import { collectionTag } from "../published/collections/data.ts";
import type { Candidate, LiveCard, LiveSection, NavSection } from "../published/types.ts";
import type { FrontContent, SectionTop } from "./compose.ts";
import { getFront, planSectionTop } from "./data.ts";
import { armAt, sliceEnd } from "./headline-policy.ts";
import {
  type CardPictureFacts,
  type ComposedFront,
  type ComposeInput,
  chosenPicturesOf,
  composeLayout,
  idsOf,
  type RuleSubject,
  withLiveCards,
} from "./layout-policy.ts";
import { type BackfillRule, type FrontLayout, readLayout } from "./layout-schema.ts";

/** The layout that readers see: that of the newest launch; null where nobody has launched this front yet. */
export const getLiveLayout = (front: string): Promise<FrontLayout | null> =>
  loadPart(`launch:${front}`, async () => {
    const [row] = await readerClient().$queryRaw<{ layout: unknown; tests: RunningTest[] | null }[]>`
      select layout, (
        select jsonb_agg(jsonb_build_object('id', t.id, 'story', t.story_id, 'second', t.second, 'endsAt', t.ends_at))
        from headline_test t where t.front = l.front and t.ended_at is null and t.ends_at > statement_timestamp()
      ) as tests
      from front_launch l where front = ${front} order by number desc limit 1`;
    dependsOn(`front:${front}`);
    const layout = row ? readLayout(row.layout) : null;
    return layout && withTests(layout, row?.tests ?? [], Date.now());
  });

type RunningTest = { id: string; story: string; second: string; endsAt: string };

/** The cards with the headlines that they show now. The page is rendered again when they change. */
function withTests(layout: FrontLayout, tests: readonly RunningTest[], now: number): FrontLayout {
  const open = tests.filter(({ endsAt }) => Date.parse(endsAt) > now);
  for (const { endsAt } of open) goodUntil(new Date(Math.min(Date.parse(endsAt), sliceEnd(now))));
  const second = new Map(open.filter(({ id }) => armAt(id, now) === "second").map((test) => [test.story, test.second]));
  if (second.size === 0) return layout;
  const containers = layout.containers.map((container) => ({
    ...container,
    cards: container.cards.map((card) => ({ ...card, headline: second.get(card.story) ?? card.headline })),
  }));
  return { containers };
}

/** So many stories a rule offers; more than a container shows, because others may stand above. */
const poolSize = 40;
/** Of so many of the newest stories those are taken that a rule wants. */
const scanned = 300;
const newestMost = 60;
const riverPool = 14;

type Where = {
  /** "front" or the id of a section. */
  front: string;
  sections: readonly NavSection[];
  now: Date;
};

type PoolRow = {
  place: number;
  story_id: string | null;
  /** Of the topic, author or collection of a rule. `slug`: the path of a collection. */
  name: string | null;
  slug: string | null;
  section_id: string | null;
  label: string;
  published_at: Date;
  has_picture: boolean;
};

const places = { card: -2, newest: -1 } as const;

const family = (section: NavSection): string[] => [section.id, ...section.children.map(({ id }) => id)];
const allOf = (sections: readonly NavSection[]): NavSection[] =>
  sections.flatMap((section) => [section, ...section.children]);

/** What a rule (`w`) wants of the newest stories. The columns are those of live_story. */
const isRecent = Prisma.sql`listed and (w.since is null or published_at >= w.since)`;
const isWanted = Prisma.sql`not noindex and (w.label = '' or label = w.label) and (w.language = '' or language = w.language)
  and (not w.picture or picture->'facts' is not null)`;
const newestFirst = Prisma.sql`order by published_at desc, story_id desc`;

/** Stories for rules of a kind, each from its index. @param place which part of live_story is scanned */
const fromStories = (kind: "section" | "newest", place: Prisma.Sql) => Prisma.sql`
  select w.place, s.story_id, null, null, null from wanted w, lateral (
    select story_id from (
      select story_id, published_at, noindex, label, language, picture from live_story
      where ${place} ${isRecent} ${newestFirst} limit ${scanned}) n
    where ${isWanted} ${newestFirst} limit ${poolSize}) s
  where w.kind = ${kind}`;

/** The same for rules about topics or authors, with those that were merged into them. */
function fromTerm(kind: "topic" | "author") {
  const [terms, links, key] =
    kind === "topic"
      ? [Prisma.sql`topic`, Prisma.sql`live_story_topic`, Prisma.sql`topic_id`]
      : [Prisma.sql`author`, Prisma.sql`live_story_author`, Prisma.sql`author_id`];
  return Prisma.sql`
  select w.place, s.story_id, null, null, null from wanted w join ${terms} t on t.id = w.id or t.alias_of_id = w.id, lateral (
    select story_id from (
      select story_id, published_at from ${links} where ${key} = t.id and ${isRecent} ${newestFirst} limit ${scanned}) n,
      lateral (select noindex, label, language, picture from live_story where story_id = n.story_id limit 1) l
    where ${isWanted} ${newestFirst} limit ${poolSize}) s
  where w.kind = ${kind}`;
}

/** The same for rules about published collections, in the order of each. */
const fromCollections = Prisma.sql`
  select w.place, s.story_id, null, null, s.rank from wanted w join live_collection c on c.id = w.id, lateral (
    select l.story_id, part.rank::int from unnest(c.story_ids) with ordinality as part(id, rank)
    join live_story l on l.story_id = part.id
    where ${isRecent} and ${isWanted} order by part.rank limit ${poolSize}) s
  where w.kind = 'collection'`;

/** Everything among which a layout chooses, in one query. */
async function listPools(layout: FrontLayout, { front, sections, now }: Where) {
  const familyOf = (id: string): string[] => {
    const section = allOf(sections).find((one) => one.id === id);
    return section ? family(section) : [id];
  };
  const hasRest = layout.containers.some(({ arrangement }) => arrangement === "sections");
  const rules = layout.containers.flatMap(({ rule }, place) => (rule ? [{ place, rule }] : []));
  const filters = ({ label, language, maxAgeHours, needsPicture }: BackfillRule) => ({
    label,
    language,
    since: maxAgeHours === null ? null : new Date(now.getTime() - maxAgeHours * 3_600_000),
    picture: needsPicture,
  });
  const bySection = rules.flatMap(({ place, rule }) => {
    const id = rule.from === "section" ? rule.id : rule.from === "newest" && front !== "front" ? front : "";
    return id === "" ? [] : familyOf(id).map((section) => ({ place, id: section, ...filters(rule) }));
  });
  const byTerm = (from: "topic" | "author" | "collection") =>
    rules.flatMap(({ place, rule }) =>
      rule.from === from && rule.id !== "" ? [{ place, id: rule.id, ...filters(rule) }] : [],
    );
  const ofPaper = rules.flatMap(({ place, rule }) =>
    rule.from === "newest" && front === "front" ? [{ place, ...filters(rule) }] : [],
  );
  const groups = [
    ...(front === "front" ? [] : familyOf(front).map((id) => ({ place: places.newest, id, most: newestMost }))),
    ...(hasRest
      ? sections.flatMap((section, index) =>
          family(section).map((id) => ({ place: layout.containers.length + index, id, most: riverPool })),
        )
      : []),
  ];
  const [topics, authors, collections] = [byTerm("topic"), byTerm("author"), byTerm("collection")];
  const cards = layout.containers.flatMap((container) =>
    container.cards.flatMap(({ story, links }) => [story, ...links]),
  );
  const rows = await readerClient().$queryRaw<PoolRow[]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify([
        ...bySection.map((one) => ({ kind: "section", ...one })),
        ...topics.map((one) => ({ kind: "topic", ...one })),
        ...authors.map((one) => ({ kind: "author", ...one })),
        ...collections.map((one) => ({ kind: "collection", ...one })),
        ...ofPaper.map((one) => ({ kind: "newest", ...one })),
      ])}::jsonb) as w(kind text, place int, id uuid, label text, language text, since timestamptz, picture boolean)
    ), found as (
      select distinct ${places.card}::int as place, id as story_id, null::text as name, null::text as slug, null::int as rank
        from unnest(${cards}::uuid[]) as id
      union all
      (select ${places.newest}::int, story_id, null, null, null from live_story where listed
       order by published_at desc, story_id desc limit ${front === "front" ? newestMost : 0})
      union all
      select g.place, s.story_id, null, null, null
      from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as g(place int, id uuid, most int), lateral (
        select story_id from live_story where section_id = g.id and listed
        order by published_at desc, story_id desc limit g.most) s
      union all ${fromStories("section", Prisma.sql`section_id = w.id and`)}
      union all ${fromStories("newest", Prisma.empty)}
      union all ${fromTerm("topic")}
      union all ${fromTerm("author")}
      union all ${fromCollections}
      union all
      select w.place, null, t.name, t.slug, null from wanted w join topic t on t.id = w.id where w.kind = 'topic'
      union all
      select w.place, null, a.name, a.slug, null from wanted w join author a on a.id = w.id where w.kind = 'author'
      union all
      select w.place, null, c.title, c.path, null from wanted w join live_collection c on c.id = w.id where w.kind = 'collection'
    )
    select f.place, f.story_id::text, f.name, f.slug, s.section_id::text, s.label, s.published_at, s.has_picture
    from found f left join lateral (
      select section_id, label, published_at, picture->'facts' is not null as has_picture
      from live_story where story_id = f.story_id and listed limit 1 -- each by its key: else small papers are read as a whole
    ) s on true
    order by f.rank, s.published_at desc, f.story_id desc`;
  dependsOn(
    `front:${front}`,
    "latest", // a rule takes a new story at once
    ...cards.map((id) => `story:${id}`), // also of those that are not live: they come in by themselves
    ...bySection.map(({ id }) => `section:${id}`),
    ...topics.map(({ id }) => `topic:${id}`),
    ...authors.map(({ id }) => `author:${id}`),
    ...collections.map(({ id }) => collectionTag(id)),
  );
  return { rows, hasRest };
}

/** What the stories of a layout are at this moment: see `composeLayout`. */
async function chooseStories(layout: FrontLayout, where: Where): Promise<ComposeInput> {
  const { rows, hasRest } = await listPools(layout, where);
  const at = Map.groupBy(rows, ({ place }) => place);
  const stories = (place: number): Candidate[] => {
    const found = (at.get(place) ?? []).flatMap((row) => toCandidate(row) ?? []);
    return [...new Map(found.map((story) => [story.id, story])).values()];
  };
  const everywhere = allOf(where.sections);
  const pools = new Map(
    layout.containers.map(({ id, rule }, place) => [
      id,
      { stories: stories(place), subject: rule ? subjectOf(rule, at.get(place) ?? [], everywhere) : null },
    ]),
  );
  return {
    layout,
    now: where.now,
    live: new Map(stories(places.card).map((story) => [story.id, story])),
    pools,
    newest: stories(places.newest).slice(0, newestMost),
    ofSections: hasRest
      ? where.sections.map((section, index) => ({
          section,
          cards: stories(layout.containers.length + index).slice(0, riverPool),
        }))
      : [],
  };
}

function toCandidate(row: PoolRow): Candidate | null {
  if (row.story_id === null || row.section_id === null) return null;
  return {
    id: row.story_id,
    section: { id: row.section_id },
    label: row.label,
    publishedAt: row.published_at,
    hasPicture: row.has_picture,
  };
}

function subjectOf(rule: BackfillRule, rows: readonly PoolRow[], sections: readonly NavSection[]): RuleSubject | null {
  if (rule.from === "section") {
    const section = sections.find(({ id }) => id === rule.id);
    return section ? { name: section.name, path: section.path } : null;
  }
  const row = rows.find(({ name }) => name !== null);
  if (!row?.name || !row.slug) return null;
  const { name, slug } = row;
  if (rule.from === "collection") return { name, path: slug };
  return { name, path: rule.from === "topic" ? topicPath(slug) : authorPath(slug) };
}

/** `subjects`: what the rule of each container is about, also of one that shows no story. */
type PlannedFront = ComposedFront<Candidate> & { subjects: ReadonlyMap<string, string> };

/** Which stories a layout shows, before their cards are read. The page is rendered again when a card, a container or a story ends. */
export async function planLayout(layout: FrontLayout, where: Where): Promise<PlannedFront> {
  const input = await chooseStories(layout, where);
  const ends = layout.containers.flatMap(({ until, cards }) => [
    until,
    ...cards.flatMap((card) => [card.until, card.badgeUntil]),
  ]);
  for (const end of ends) if (end !== null && Date.parse(end) > where.now.getTime()) goodUntil(new Date(end));
  const front = composeLayout(input);
  for (const { rule, stories } of front.containers)
    for (const { story, card } of stories)
      if (rule?.maxAgeHours && !card) goodUntil(new Date(story.publishedAt.getTime() + rule.maxAgeHours * 3_600_000));
  return { ...front, subjects: new Map([...input.pools].map(([id, { subject }]) => [id, subject?.name ?? ""])) };
}

/** How the pictures that editors chose are read. */
type ReadPictures = (ids: readonly string[]) => Promise<CardPictureFacts>;

/** The same with cards. @param readPictures by default those of the live front that readers may see */
export async function getComposedFront(
  layout: FrontLayout,
  where: Where,
  readPictures: ReadPictures = picturesOf(where.front),
): Promise<ComposedFront> {
  const front = await planLayout(layout, where);
  return withPictures(front, await listByIds(idsOf(front)), readPictures);
}

/** The live front ("front" or the id of a section) with these cards, and with the pictures that editors chose. */
export const fillCards = (
  front: ComposedFront<Candidate>,
  cards: readonly LiveCard[],
  id: string,
): Promise<ComposedFront> => withPictures(front, cards, picturesOf(id));

/** One more query only where an editor chose a picture. */
async function withPictures(
  front: ComposedFront<Candidate>,
  cards: readonly LiveCard[],
  readPictures: ReadPictures,
): Promise<ComposedFront> {
  const chosen = chosenPicturesOf(front);
  return withLiveCards(front, cards, chosen.length === 0 ? undefined : await readPictures(chosen));
}

const picturesOf =
  (front: string): ReadPictures =>
  async (ids) => {
    const rows = await readerClient().liveFrontPicture.findMany({
      where: { front, pictureId: { in: [...ids] } },
      select: { pictureId: true, facts: true },
    });
    return new Map(
      rows.flatMap(({ pictureId, facts }) => {
        const read = readFacts(facts); // null while readers may not see it
        return read ? [[pictureId, read] as const] : [];
      }),
    );
  };

/** The front page: as editors launched it, else filled by rules and pins. */
export async function getFrontPage(sections: readonly NavSection[], now: Date): Promise<FrontContent | ComposedFront> {
  const layout = await getLiveLayout("front");
  return layout ? getComposedFront(layout, { front: "front", sections, now }) : getFront(sections, now);
}

type SectionFront = { composed: ComposedFront<Candidate> } | { composed: null; top: SectionTop<Candidate> };

/** The same for the top of a section's first page, before cards are read; what it shows is left out of the list below, on every page. */
export async function planSectionFront(
  section: LiveSection,
  sections: readonly NavSection[],
  now: Date,
): Promise<SectionFront> {
  const layout = await getLiveLayout(section.id);
  if (!layout) return { composed: null, top: await planSectionTop(section, now) };
  // Its newest stories are in the list below.
  return { composed: { ...(await planLayout(layout, { front: section.id, sections, now })), latest: [] } };
}
