// The addresses at which readers meet what a change purges.
import {
  archivePath,
  authorPath,
  correctionsPath,
  type FeedFormat,
  feedFiles,
  feedPath,
  hrefOf,
  partPath,
  storyParts,
  topicPath,
} from "#lib/addresses/paths.ts";
import { appClient } from "../../postgres/app.ts";
import { type Dependent, findDependents } from "../../press/dependents.ts";
import type { Host } from "../../press/headers.ts";
import type { Press } from "../../press/press.ts";
import { shared } from "../../process.ts";
import { correctionsTag } from "../../published/corrections/data.ts";
import { getSiteSettings } from "../../site/data.ts";
import { dateParts } from "../../times.ts";
import type { Intent } from "./effects-schema.ts";

export type EffectKind = "page" | "feed" | "map";
export type Effect = {
  /** Path and query. */
  url: string;
  /** Of a page; "" where only its address is known. */
  name: string;
  kind: EffectKind;
  /** Readers find nothing there today. */
  isNew: boolean;
  /** With the next request, or up to a minute later. */
  when: "now" | "soon";
};
export type Effects = {
  /** Those that show it at once first. */
  list: Effect[];
  /** The foot of every page changes, so that all others change as well. */
  isWholeSite: boolean;
  /** The address of the story itself as readers have it today; null where they have none. */
  livePath: string | null;
};

/** More stories than these are not looked for: a page that is in no cache needs no purge. */
const maxStories = 200;

type Place = { url: string; name: string; canAppear?: boolean };

const formats = Object.keys(feedFiles) as FeedFormat[];
const formatNames: Readonly<Record<FeedFormat, string>> = { rss: "RSS", atom: "Atom", json: "JSON Feed" };
const withFeeds = (path: string, name: string): Place[] => [
  { url: hrefOf(path), name },
  ...formats.map((format) => ({ url: hrefOf(feedPath(path, format)), name: `${name}, ${formatNames[format]}` })),
];

/** What follows the first colon of the tags that begin with this word. */
const namesIn = (tags: ReadonlySet<string>, word: string): string[] =>
  [...tags].flatMap((tag) => (tag.startsWith(`${word}:`) ? [tag.slice(word.length + 1)] : []));

/** The places at which what these tags name can be met. The press says which of them really show it. */
async function listPlaces(
  tags: ReadonlySet<string>,
  { at, zone, showsHistory }: { at: Date; zone: string; showsHistory: boolean },
): Promise<Place[]> {
  const client = appClient();
  const [sections, topics, authors, fronts] = ["section", "topic", "author", "front"].map((word) =>
    namesIn(tags, word),
  );
  const stories = namesIn(tags, "story");
  const originals = namesIn(tags, "translations");
  const named = { name: true, slug: true } as const;
  const [sectionRows, topicRows, authorRows, storyRows] = await Promise.all([
    client.section.findMany({
      where: { id: { in: [...(sections ?? []), ...(fronts ?? []).filter((front) => front !== "front")] } },
      select: { name: true, path: true, parent: { select: { name: true, path: true } } },
    }),
    client.topic.findMany({ where: { id: { in: topics ?? [] } }, select: { ...named, aliasOf: { select: named } } }),
    client.author.findMany({ where: { id: { in: authors ?? [] } }, select: { ...named, aliasOf: { select: named } } }),
    client.liveStory.findMany({
      where: {
        OR: [
          { storyId: { in: [...stories, ...originals] } },
          { translationOf: { in: originals } },
          ...stories.map((id) => ({ related: { has: id } })),
        ],
      },
      select: { storyId: true, path: true, headline: true, publishedAt: true },
      orderBy: { publishedAt: "desc" },
      take: maxStories,
    }),
  ]);
  const own = storyRows.filter(({ storyId }) => stories.includes(storyId));
  const days = tags.has("latest") ? [at, ...own.map(({ publishedAt }) => publishedAt)] : [];
  const periods = days.flatMap((day) => {
    const { year, month, day: date } = dateParts(day, zone);
    return [`${year}`, `${year}-${month}`, `${year}-${month}-${date}`];
  });
  return [
    ...namesIn(tags, "address").map((path) => ({ url: hrefOf(path), name: "", canAppear: true })),
    ...own.flatMap(({ path, headline }) =>
      storyParts.map((part) => ({
        url: partPath(hrefOf(path), part),
        name: `${headline}: ${part === "history" ? "what changed" : "text to republish"}`,
        canAppear: part === "history" && showsHistory, // with the second version
      })),
    ),
    ...(tags.has("latest") || fronts?.includes("front") ? withFeeds("/", "Front page") : []),
    ...sectionRows.flatMap(({ parent, ...section }) =>
      [section, ...(parent ? [parent] : [])].flatMap(({ path, name }) => withFeeds(path, name)),
    ),
    ...topicRows.flatMap(({ aliasOf, ...topic }) =>
      withFeeds(topicPath((aliasOf ?? topic).slug), (aliasOf ?? topic).name),
    ),
    ...authorRows.flatMap(({ aliasOf, ...author }) =>
      withFeeds(authorPath((aliasOf ?? author).slug), (aliasOf ?? author).name),
    ),
    ...storyRows.map(({ path, headline }) => ({ url: hrefOf(path), name: headline })),
    ...(tags.has(correctionsTag) ? withFeeds(correctionsPath, "Corrections") : []),
    { url: "/sitemap.xml", name: "Site map" },
    ...namesIn(tags, "month").map((month) => ({
      url: `/sitemap.xml?page=${month}`,
      name: `Site map, ${month}`,
      canAppear: true,
    })),
    { url: "/news-sitemap.xml", name: "News site map" },
    ...(tags.has("latest") ? [{ url: archivePath(), name: "Archive" }] : []),
    ...[...new Set(periods)].map((period) => ({
      url: archivePath(period),
      name: `Archive, ${period}`,
      canAppear: true,
    })),
  ];
}

/** Every page, feed and site map that shows that these tags have changed. */
export async function findEffects(
  tags: ReadonlySet<string>,
  { storyId, verb, host, at }: Pick<Intent, "storyId" | "verb"> & { host: Host; at: Date },
): Promise<Effects> {
  const { timeZone: zone, showsHistory } = await getSiteSettings();
  const isEnd = verb === "takeDown" || verb === "unlist";
  const press = shared().press as Press | undefined;
  const live =
    (await appClient().liveStory.findUnique({ where: { storyId }, select: { path: true } })) ??
    (await appClient().livePage.findUnique({ where: { storyId }, select: { path: true } }));
  const places = new Map<string, Place>();
  for (const place of await listPlaces(tags, { at, zone, showsHistory })) {
    const known = places.get(place.url);
    places.set(place.url, {
      ...place,
      name: known?.name || place.name,
      canAppear: known?.canAppear === true || place.canAppear === true,
    });
  }
  const found = press ? await findDependents(press, host, tags, [...places.keys()]) : [];
  const shown = found.filter(({ url, status }) => status !== 404 || (!isEnd && places.get(url)?.canAppear));
  const names = await headlinesAt(shown.map(({ url }) => url).filter((url) => !places.get(url)?.name));
  const list = shown.map(
    (page): Effect => ({
      url: page.url,
      name: places.get(page.url)?.name || (names.get(page.url) ?? ""),
      kind: kindOf(page),
      isNew: !isEnd && page.status >= 400 && places.get(page.url)?.canAppear === true,
      when: page.when,
    }),
  );
  return {
    list: [...list.filter(({ when }) => when === "now"), ...list.filter(({ when }) => when === "soon")],
    isWholeSite: tags.has("settings"),
    livePath: live && hrefOf(live.path),
  };
}

function kindOf({ url, type }: Dependent): EffectKind {
  if (url.includes("sitemap")) return "map";
  return type === "text/html" || type === "" || type === "text/plain" ? "page" : "feed";
}

/** The headlines of the stories at these addresses. */
async function headlinesAt(urls: readonly string[]): Promise<Map<string, string>> {
  const paths = urls.flatMap((url) => (url.includes("?") ? [] : [decodeURI(url)]));
  const rows = await appClient().liveStory.findMany({
    where: { path: { in: paths } },
    select: { path: true, headline: true },
  });
  return new Map(rows.map(({ path, headline }) => [hrefOf(path), headline]));
}
