import type { Actor } from "../actor.ts";
import { hashToken } from "../auth/token.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, Prisma } from "../postgres/app.ts";
import { visibleTo } from "../roles/data.ts";
import { canManagePartners, partnerStateAt } from "./policy.ts";
import type {
  AskingPartner,
  FetchedStory,
  FetchedVersion,
  FetchRow,
  PartnerRow,
  SentVersion,
  StoryHolder,
} from "./types.ts";

function assertMay(actor: Actor): void {
  if (!canManagePartners(actor)) throw new DomainError("NOT_ALLOWED");
}

const selectionSelect = {
  id: true,
  name: true,
  format: true,
  sectionId: true,
  topicId: true,
  words: true,
  language: true,
  isFullText: true,
  hasPictures: true,
} as const;

/** By name. @throws NOT_ALLOWED */
export async function listPartners(actor: Actor, id?: string, now = new Date()): Promise<PartnerRow[]> {
  assertMay(actor);
  const rows = await appClient().partner.findMany({
    where: id === undefined ? {} : { id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
    select: {
      ...selectionSelect,
      prefix: true,
      keyMadeAt: true,
      endsAt: true,
      endedAt: true,
      lastAskedAt: true,
    },
  });
  const places = (ids: (string | null)[]) => ({ where: { id: { in: ids.filter((each) => each !== null) } } });
  const [sections, topics] = await Promise.all([
    appClient().section.findMany({
      ...places(rows.map(({ sectionId }) => sectionId)),
      select: { id: true, name: true },
    }),
    appClient().topic.findMany({ ...places(rows.map(({ topicId }) => topicId)), select: { id: true, name: true } }),
  ]);
  // A deleted one lets no story through, so it must not look like no limit.
  const nameIn = (list: readonly { id: string; name: string }[], wanted: string | null) =>
    wanted === null ? null : (list.find((one) => one.id === wanted)?.name ?? "deleted");
  return rows.map(({ keyMadeAt, endsAt, endedAt, lastAskedAt, ...row }) => ({
    ...row,
    section: nameIn(sections, row.sectionId),
    topic: nameIn(topics, row.topicId),
    keyMadeAt: keyMadeAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    state: partnerStateAt({ endsAt, endedAt }, now),
    lastAskedAt: lastAskedAt?.toISOString() ?? null,
  }));
}

/** Null: there is none. @throws NOT_ALLOWED */
export async function findPartner(actor: Actor, id: string): Promise<PartnerRow | null> {
  return isId(id) ? ((await listPartners(actor, id))[0] ?? null) : null;
}

/** Whose key this is; null for one that is unknown, or of a partner whose deliveries have ended. */
export async function findAskingPartner(token: string, now = new Date()): Promise<AskingPartner | null> {
  const row = await appClient().partner.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { ...selectionSelect, endsAt: true, endedAt: true },
  });
  if (!row) return null;
  const { endsAt, endedAt, ...partner } = row;
  return partnerStateAt({ endsAt, endedAt }, now) === "active" ? partner : null;
}

export const fetchPageSize = 50;

/** The log of a partner, newest first. @throws NOT_ALLOWED */
export async function listFetches(actor: Actor, partnerId: string, cursor?: string): Promise<Page<FetchRow>> {
  assertMay(actor);
  const after = readTimeCursor(cursor);
  const rows = await appClient().partnerFetch.findMany({
    where: {
      partnerId,
      ...(after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: fetchPageSize + 1,
    omit: { partnerId: true, etag: true },
  });
  const page = toPage(rows, fetchPageSize, ({ at, id }) => writeTimeCursor(at, id));
  // Written by `recordFetch` alone.
  const sent = page.rows.map(({ items }) => items as unknown as LoggedVersion[]);
  const headlines = await headlinesOf(sent.flat());
  return {
    next: page.next,
    rows: page.rows.map(({ at, lastAt, items: _, ...row }, index) => ({
      ...row,
      at: at.toISOString(),
      lastAt: lastAt.toISOString(),
      items: (sent[index] ?? []).map(({ revision, ...item }) => ({
        ...item,
        headline: headlines(item.story, revision ?? item.version),
      })),
    })),
  };
}

/** Rows that were written before revisions were noted have none: it is the version. */
type LoggedVersion = Pick<SentVersion, "story" | "version" | "status"> & { revision?: number | null };

/** The headlines of versions, from the history, where words that were erased for legal reasons are gone. */
async function headlinesOf(sent: readonly { story: string; version: number; revision?: number | null }[]) {
  if (sent.length === 0) return () => "";
  const versions = sent.map(({ story, version, revision }) => ({ story, version: revision ?? version }));
  const rows = await appClient().$queryRaw<{ story: string; number: number; headline: string }[]>`
    select r.story_id::text as story, r.number, r.headline from unnest(
      ${versions.map(({ story }) => story)}::uuid[], ${versions.map(({ version }) => version)}::int[]
    ) as v(story, version) cross join lateral (
      select p.story_id, v.version as number, p.headline from revision p
      where p.story_id = v.story and p.number <= v.version
        and p.kind in ('PUBLISHED', 'CORRECTED', 'CLARIFIED', 'REINSTATED', 'SCHEDULED', 'IMPORTED')
      order by p.number desc limit 1
    ) r`;
  const known = new Map(rows.map(({ story, number, headline }) => [`${story} ${number}`, headline]));
  return (story: string, version: number): string => known.get(`${story} ${version}`) ?? "";
}

type FetchedRow = Omit<FetchedVersion, "at"> & {
  story: string;
  partnerId: string;
  partner: string;
  revision: number | null;
  at_: Date;
  /** When a picture of the story was last withdrawn from the partner. */
  recalledAt: Date | null;
};

/** @param rows of one story, those of a partner together and the newest first @param changedAt null: it is not published */
function holdersOf(rows: readonly FetchedRow[], changedAt: Date | null): StoryHolder[] {
  const partners = new Map(rows.map(({ partnerId, partner }) => [partnerId, partner]));
  return [...partners].map(([partnerId, partner]) => {
    const own = rows.filter((row) => row.partnerId === partnerId);
    const [last] = own;
    const isBefore = (at: Date | null | undefined) => last !== undefined && at != null && last.at_ < at;
    return {
      partnerId,
      partner,
      isOutdated: changedAt ? isBefore(changedAt) || isBefore(last?.recalledAt) : last?.status !== "canceled",
      versions: own.map(({ version, status, at_ }) => ({ version, status, at: at_.toISOString() })),
    };
  });
}

type FetchedQuery = { partnerId?: string; storyId?: string; limit?: number };

/**
 * The stories that partners have fetched, the last fetched first, with the versions that each partner has.
 * @param query `partnerId`: only of this partner; `storyId`: only this story
 * @throws NOT_ALLOWED
 */
export async function listFetchedStories(actor: Actor, query: FetchedQuery): Promise<FetchedStory[]> {
  assertMay(actor);
  return readFetchedStories(query);
}

/** The partners that have fetched a story, for everybody who may read it. @throws NOT_FOUND */
export async function listHolders(actor: Actor, { storyId }: { storyId: string }): Promise<StoryHolder[]> {
  const count = await appClient().story.count({ where: { AND: [{ id: storyId, kind: "STORY" }, visibleTo(actor)] } });
  if (count === 0) throw new DomainError("NOT_FOUND");
  return (await readFetchedStories({ storyId }))[0]?.holders ?? [];
}

async function readFetchedStories({ partnerId, storyId, limit = 100 }: FetchedQuery): Promise<FetchedStory[]> {
  const ofPartner = partnerId ? Prisma.sql`i.partner_id = ${partnerId}::uuid` : Prisma.sql`true`;
  const ofStory = storyId ? Prisma.sql`i.story_id = ${storyId}::uuid` : Prisma.sql`true`;
  const rows = await appClient().$queryRaw<FetchedRow[]>`
    with stories as (
      select i.story_id, max(i.at) as last from partner_item i where ${ofPartner} and ${ofStory}
      group by i.story_id order by max(i.at) desc, i.story_id desc limit ${limit}
    )
    select i.story_id::text as story, p.id::text as "partnerId", p.name as partner, i.version, i.revision, i.status, i.at as at_,
      (select max(r.recalled_at) from partner_picture r where r.partner_id = i.partner_id and r.story_id = i.story_id) as "recalledAt"
    from stories s join partner_item i on i.story_id = s.story_id and ${ofPartner} join partner p on p.id = i.partner_id
    order by s.last desc, s.story_id desc, p.name, i.version desc, i.at desc`;
  const ids = [...new Set(rows.map(({ story }) => story))];
  const live = await appClient().liveStory.findMany({
    where: { storyId: { in: ids } },
    select: { storyId: true, changedAt: true },
  });
  const changes = new Map(live.map(({ storyId: id, changedAt }) => [id, changedAt]));
  const headlines = await headlinesOf(rows);
  return ids.map((id) => {
    const fetched = rows.filter(({ story }) => story === id);
    return {
      id,
      headline:
        fetched.map(({ version, revision }) => headlines(id, revision ?? version)).find((text) => text !== "") ?? "",
      isPublished: changes.has(id),
      holders: holdersOf(fetched, changes.get(id) ?? null),
    };
  });
}
