// What editors want readers to find first, as readers get it.
import { authorPath, topicPath } from "../addresses/paths.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, goodUntil, loadPart } from "../press/context.ts";
import { listByIds } from "../published/card-data.ts";
import { collectionTag } from "../published/collections/data.ts";
import { standingTag } from "../published/pages/data.ts";
import type { Promoted, PromotedKind } from "./types.ts";

/** The tag of every page of results: the next search sees a change. */
export const promotionsTag = "promotions";

type Stored = { kind: PromotedKind; target: string; endsAt: Date | null };

/** All promotions by their terms, loaded once for all searches until one changes. */
const loadPromotions = (): Promise<ReadonlyMap<string, Stored>> =>
  loadPart("promotions", async () => {
    const rows = await readerClient().searchPromotion.findMany({
      select: { key: true, kind: true, target: true, endsAt: true },
    });
    dependsOn(promotionsTag);
    return new Map(rows.map(({ key, ...row }) => [key, row as Stored])); // the kinds of `promotedKinds` alone are stored
  });

/** The result that editors have chosen for a term; null if there is none, it has ended, or readers cannot get it. */
export async function findPromoted(term: string, now: Date): Promise<Promoted | null> {
  const promotion = (await loadPromotions()).get(term);
  if (!promotion) return null;
  const { kind, target, endsAt } = promotion;
  if (endsAt && endsAt <= now) return null;
  if (endsAt) goodUntil(endsAt);
  if (kind === "STORY") {
    const listed = await readerClient().liveStory.count({ where: { storyId: target, listed: true } });
    const [card] = await listByIds([target]); // also one that is not live yet: the page depends on it
    return card && listed > 0 ? { kind, card } : null;
  }
  const found = await findPlace(kind, target);
  return found && { kind, ...found };
}

type FoundPlace = { name: string; path: string; about: string };

/** What is at the address of something that is no story; null if there is nothing for readers. */
export async function findPlace(kind: Exclude<PromotedKind, "STORY">, id: string): Promise<FoundPlace | null> {
  const reader = readerClient();
  const where = { id };
  switch (kind) {
    case "PAGE": {
      const row = await reader.livePage.findUnique({
        where: { storyId: id },
        select: { headline: true, path: true, standfirst: true },
      });
      dependsOn(standingTag(id));
      return row && { name: row.headline, path: row.path, about: row.standfirst };
    }
    case "SECTION": {
      const row = await reader.section.findUnique({ where, select: { name: true, path: true, description: true } });
      dependsOn(`section:${id}`, "sections");
      return row && { name: row.name, path: row.path, about: row.description };
    }
    case "TOPIC": {
      const row = await reader.topic.findUnique({ where, select: { name: true, slug: true, description: true } });
      dependsOn(`topic:${id}`);
      return row && { name: row.name, path: topicPath(row.slug), about: row.description };
    }
    case "AUTHOR": {
      const row = await reader.author.findUnique({ where, select: { name: true, slug: true, jobTitle: true } });
      dependsOn(`author:${id}`);
      return row && { name: row.name, path: authorPath(row.slug), about: row.jobTitle };
    }
    case "COLLECTION": {
      const row = await reader.liveCollection.findUnique({ where, select: { title: true, path: true, intro: true } });
      dependsOn(collectionTag(id));
      return row && { name: row.title, path: row.path, about: row.intro.split(/\n\s*\n/)[0] ?? "" };
    }
  }
}
