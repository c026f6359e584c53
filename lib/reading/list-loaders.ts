import "server-only";
import { hrefOf } from "../addresses/paths.ts";
import type { SectionTop } from "../fronts/compose.ts";
import { fillCards, getFrontPage, planSectionFront } from "../fronts/layout-data.ts";
import { type ComposedFront, idsOf } from "../fronts/layout-policy.ts";
import { loadPart } from "../press/context.ts";
import { listCards, listMostRead } from "../published/card-data.ts";
import type { LiveCollection } from "../published/collections/data.ts";
import { type IdPage, newestIds, pageByAuthor, pageBySection, pageByTopic } from "../published/list-data.ts";
import { listTopicsOfTheDay } from "../published/taxonomy/data.ts";
import type { Candidate, LiveAuthor, LiveSection, LiveTopic, NavSection } from "../published/types.ts";
import { shownRead } from "../reads/schema.ts";
import { getMostRead } from "../site/data.ts";
import { latestCount, moved, notFound } from "./answer-loaders.ts";
import { loadSiteChrome } from "./site-chrome-loaders.ts";

/** As many as fill the rail beside the tallest sections; a front shows those for which it has room. */
const topicsOnFront = 16;
/** A story and its translations leave out at most so many of the newest stories. */
const maxLeftOut = 12;

/** The most read stories. @param except the story that the page is about */
export async function loadMostRead(except = "") {
  const read = await loadPart("most read", async () => listMostRead(await getMostRead()));
  return read.filter(({ id }) => id !== except).slice(0, shownRead);
}

/** The newest stories of the paper, newest first. @param except the story that the page is about, and its translations */
export async function loadNewest(except: readonly string[] = []): Promise<string[]> {
  const known = await loadPart("newest", () => newestIds(latestCount + maxLeftOut));
  return known.filter((id) => !except.includes(id)).slice(0, latestCount);
}

export async function loadFront(sections: readonly NavSection[]) {
  const now = new Date();
  const [front, topics, mostRead] = await Promise.all([
    getFrontPage(sections, now),
    listTopicsOfTheDay(topicsOnFront),
    loadMostRead(),
  ]);
  return { kind: "front" as const, front, topics, mostRead };
}

type List =
  | { kind: "section"; section: LiveSection }
  | { kind: "topic"; topic: LiveTopic }
  | { kind: "author"; author: LiveAuthor };

/** The number of a page as the query has it; NaN if it is not one. */
export const pageNumber = (asked: string | undefined): number =>
  asked === undefined ? 1 : Number(/^[1-9]\d{0,6}$/.exec(asked)?.[0]);

/** A page of the stories of a section, a topic or an author. @param asked `page` of the query as it came */
export async function loadList<L extends List>(list: L, asked: string | undefined) {
  const number = pageNumber(asked);
  if (asked === "1") return moved(hrefOf(pathOf(list)));
  const plan = Number.isNaN(number) ? null : await planListPage(list, number);
  if (!plan || number > plan.page.pages) return notFound();
  const { ids, ...page } = plan.page;
  if (plan.composed) return composedList(list, { ...plan, composed: plan.composed }, number);
  const top = number === 1 ? plan.top : { lead: null, seconds: [] };
  const leads = top.lead ? [top.lead.id] : [];
  const others = top.seconds.map(({ id }) => id);
  const newest = await loadNewest();
  const [[lead = null], seconds, cards, latest] = await listCards([leads, others, ids, newest]);
  return { ...list, page: { ...page, cards }, lead, seconds, latest, composed: null };
}

/** A series or an issue with all of its stories that are live. */
export async function loadCollection(collection: LiveCollection) {
  const newest = await loadNewest();
  const [cards, latest] = await listCards([collection.storyIds, newest]);
  return { kind: "collection" as const, collection, cards, latest };
}

/** The same of a section whose page an editor has composed: its containers are on the first page, its list below them and on the others. */
async function composedList<L extends List>(
  list: L,
  { page: { ids, ...page }, composed }: ListPlan & { composed: ComposedFront<Candidate> },
  number: number,
) {
  const newest = await loadNewest();
  const needsMostRead = composed.containers.some(({ arrangement }) => arrangement === "most-read");
  const mostRead = number === 1 && needsMostRead ? await loadMostRead() : [];
  const top = number === 1 ? idsOf(composed) : [];
  const [shown, cards, latest] = await listCards([top, ids, newest]);
  const front =
    number === 1
      ? { front: await fillCards(composed, shown, list.kind === "section" ? list.section.id : ""), mostRead }
      : null;
  return { ...list, page: { ...page, cards }, lead: null, seconds: [], latest, composed: front };
}

const pathOf = (list: List): string =>
  list.kind === "section" ? list.section.path : list.kind === "topic" ? list.topic.path : list.author.path;

/** `top` or `composed` is shown on the first page only, and left out of the list on every one. */
type ListPlan = { page: IdPage; top: SectionTop<Candidate>; composed: ComposedFront<Candidate> | null };

async function planListPage(list: List, number: number): Promise<ListPlan> {
  const none = { top: { lead: null, seconds: [] }, composed: null };
  if (list.kind === "topic") return { page: await pageByTopic(list.topic, { page: number }), ...none };
  if (list.kind === "author") return { page: await pageByAuthor(list.author, { page: number }), ...none };
  const { section } = list;
  const plan = await planSectionFront(section, (await loadSiteChrome()).sections, new Date());
  const shown = plan.composed
    ? idsOf(plan.composed)
    : [...(plan.top.lead ? [plan.top.lead] : []), ...plan.top.seconds].map(({ id }) => id);
  const page = await pageBySection(section, { page: number, exclude: shown });
  return plan.composed ? { ...none, page, composed: plan.composed } : { page, top: plan.top, composed: null };
}
