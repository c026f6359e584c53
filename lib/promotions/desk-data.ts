// Promoted results and searches without results, as the newsroom sees them.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { findLinkTargets } from "../stories/link-search-data.ts";
import { findPlace } from "./data.ts";
import { canManagePromotions, keptDays, minReaders } from "./policy.ts";
import type { MissedTerm, PromotedKind, PromotedTarget, PromotionRow } from "./types.ts";

const maxOthers = 5;
const maxMisses = 100;

function assertMay(actor: Actor): void {
  if (!canManagePromotions(actor)) throw new DomainError("NOT_ALLOWED");
}

/** All promoted results by their terms. @throws NOT_ALLOWED */
export async function listPromotions(actor: Actor, now = new Date()): Promise<PromotionRow[]> {
  assertMay(actor);
  const rows = await appClient().searchPromotion.findMany({
    orderBy: { key: "asc" },
    include: { createdBy: { select: { name: true } } },
  });
  const stories = await appClient().liveStory.findMany({
    where: { storyId: { in: rows.map(({ target }) => target) }, listed: true },
    select: { storyId: true, headline: true, path: true },
  });
  const storyOf = new Map(stories.map(({ storyId, headline, path }) => [storyId, { name: headline, path }]));
  return Promise.all(
    rows.map(async ({ id, term, target, endsAt, createdBy, ...row }): Promise<PromotionRow> => {
      const kind = row.kind as PromotedKind; // the kinds of `promotedKinds` alone are stored
      const found = kind === "STORY" ? storyOf.get(target) : await findPlace(kind, target);
      const { name, path } = found ?? { name: "", path: "" };
      const isOver = endsAt !== null && endsAt <= now;
      return {
        id,
        term,
        kind,
        target,
        name,
        path,
        endsAt: endsAt?.toISOString() ?? null,
        isOver,
        by: createdBy?.name ?? "",
      };
    }),
  );
}

/** What can be promoted, by words of its name. @throws NOT_ALLOWED */
export async function findPromotedTargets(actor: Actor, { q }: { q: string }): Promise<PromotedTarget[]> {
  assertMay(actor);
  if (q === "") return [];
  const contains = { contains: literally(q), mode: "insensitive" } as const;
  const [links, pages, collections] = await Promise.all([
    findLinkTargets(actor, q),
    appClient().livePage.findMany({
      where: { headline: contains },
      orderBy: { headline: "asc" },
      take: maxOthers,
      select: { storyId: true, headline: true },
    }),
    appClient().liveCollection.findMany({
      where: { title: contains },
      orderBy: { title: "asc" },
      take: maxOthers,
      select: { id: true, title: true },
    }),
  ]);
  return [
    ...links.map(({ kind, id, name }) => ({ kind: kind.toUpperCase() as PromotedKind, id, name })),
    ...pages.map(({ storyId, headline }) => ({ kind: "PAGE" as const, id: storyId, name: headline })),
    ...collections.map(({ id, title }) => ({ kind: "COLLECTION" as const, id, name: title })),
  ];
}

/** What readers searched for in the last 30 days without finding anything, the most frequent first. @throws NOT_ALLOWED */
export async function listMissedTerms(actor: Actor, now = new Date()): Promise<MissedTerm[]> {
  assertMay(actor);
  const since = new Date(now.getTime() - keptDays * 24 * 3_600_000).toISOString().slice(0, 10);
  const rows = await appClient().$queryRaw<MissedTerm[]>`
    select m.term, sum(m.readers)::int as readers, to_char(max(m.day), 'YYYY-MM-DD') as "lastDay",
      exists(select from search_promotion p where p.key = m.term) as "isPromoted"
    from search_miss m where m.readers >= ${minReaders} and m.day >= ${since}::date
    group by m.term order by readers desc, m.term limit ${maxMisses}`;
  return rows;
}
