// Writes an export for WordPress while it reads the stories, so that no more than one is in memory.
import { hrefOf } from "#lib/addresses/paths.ts";
import { referencesOf } from "#lib/document/references.ts";
import { mediaAddress } from "#lib/media/addresses.ts";
import { mediaFactsOf } from "#lib/media/data.ts";
import { jpegAddress } from "#lib/pictures/addresses.ts";
import { factsOfUse } from "#lib/pictures/crops.ts";
import { factsOf } from "#lib/pictures/data.ts";
import type { Transaction } from "#lib/postgres/app.ts";
import {
  authorsOf,
  listStoryIds,
  liveHeadlinesOf,
  readStory,
  readTexts,
  scheduledTimeOf,
  sectionsOf,
  topicsOf,
} from "./data.ts";
import type { ExportScope } from "./types.ts";
import { type WxrAddresses, type WxrNames, type WxrSite, wxrEnd, wxrHead, wxrItems } from "./wxr.ts";

type WxrOptions = { scope: ExportScope; site: WxrSite; onProgress?: (done: number, total: number) => void };

/** Pixels: the widest rendition that there is. */
const widest = 100_000;

/** An export for WordPress, piece by piece. Returns the count of its stories. */
export async function* wxrText(tx: Transaction, options: WxrOptions): AsyncGenerator<string, number> {
  const { scope, site, onProgress = () => {} } = options;
  const ids = await listStoryIds(tx, scope);
  // By all stories, so that a story has the same number in the export of its section.
  const all = scope.kind === "all" ? ids : await listStoryIds(tx, { kind: "all" });
  const numbers = new Map(all.map((id, index) => [id, index + 1]));
  let last = all.length;
  const pictures = {
    nextNumber: () => {
      last += 1;
      return last;
    },
    taken: new Set<string>(),
  };
  yield wxrHead(site, await namesOf(tx, scope, ids));
  for (const [index, id] of ids.entries()) {
    onProgress(index, ids.length);
    const { story, shown } = await readStory(tx, id);
    const addresses = await addressesOf(tx, referencesOf(shown), site.origin);
    const given = { story, doc: shown, number: numbers.get(id) ?? 0, scheduledFor: await scheduledTimeOf(tx, id) };
    yield wxrItems(given, site, addresses, pictures);
  }
  onProgress(ids.length, ids.length);
  yield wxrEnd;
  return ids.length;
}

async function namesOf(tx: Transaction, scope: ExportScope, ids: readonly string[]): Promise<WxrNames> {
  const sections = await sectionsOf(tx, null);
  if (scope.kind === "all") return { sections, topics: await topicsOf(tx, null), authors: await authorsOf(tx, null) };
  const found = { sections: new Set<string>(), topics: new Set<string>(), authors: new Set<string>() };
  for (const id of ids) {
    const named = referencesOf((await readTexts(tx, id)).shown);
    for (const kind of ["sections", "topics", "authors"] as const)
      for (const each of named[kind]) found[kind].add(each);
  }
  const used = sections.filter(({ id }) => found.sections.has(id));
  return {
    sections: sections.filter(({ path }) =>
      used.some((each) => each.path === path || each.path.startsWith(`${path}/`)),
    ),
    topics: await topicsOf(tx, [...found.topics]),
    authors: await authorsOf(tx, [...found.authors]),
  };
}

async function addressesOf(
  tx: Transaction,
  named: ReturnType<typeof referencesOf>,
  origin: string,
): Promise<WxrAddresses> {
  const pictures = await factsOf(named.pictures, tx);
  const media = await mediaFactsOf(named.media, tx);
  const stories = await liveHeadlinesOf(tx, named.stories);
  return {
    pictureUrl: (id, crop) => {
      const facts = pictures.get(id);
      const address = facts ? jpegAddress(factsOfUse(facts, crop), id, widest) : "";
      return address === "" ? null : origin + address;
    },
    mediaUrl: (id) => {
      const facts = media.get(id);
      return facts ? origin + mediaAddress(id, facts) : null;
    },
    storyLink: (id) => {
      const story = stories.get(id);
      return story ? { url: origin + hrefOf(story.path), headline: story.headline } : null;
    },
  };
}
