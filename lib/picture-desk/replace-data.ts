// What replacing a picture everywhere changes.
import type { Actor } from "../actor.ts";
import { canManageAuthors } from "../authors/policy.ts";
import type { PictureWords } from "../document/replace-picture.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { findRightsProblems } from "../rights/data.ts";
import { canManageRights } from "../rights/policy.ts";
import type { RightsFinding } from "../rights/types.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import { canManageSite } from "../site/policy.ts";
import { visibleTo } from "../stories/data.ts";
import type { CopyState, Kind } from "../stories/types.ts";
import type { PicturePair } from "./replace-schema.ts";
import { countHidden, listUses, type PictureUses } from "./use-data.ts";

/** Why a story keeps the old picture: spiked copy is not edited, and a scheduled publication has a frozen text. */
export type KeptReason = "SPIKED" | "SCHEDULED";

export type ReplacedStory = {
  storyId: string;
  kind: Kind;
  headline: string;
  /** Readers have the old picture in it, or would if they might see it. */
  isLive: boolean;
  /** The working copy has it. */
  isDraft: boolean;
  keeps: KeptReason | null;
};

export type ReplacementPlan = {
  /** Published stories first. */
  stories: ReplacedStory[];
  /** Stories that the actor may not see. They keep the old picture. */
  unseenCount: number;
  authors: PictureUses["authors"];
  collections: PictureUses["collections"];
  /** Those that the actor may not launch keep the old picture. */
  fronts: PictureUses["fronts"];
  fallbacks: PictureUses["fallbacks"];
  /** Only admins may change the pictures of sections and of the paper. */
  mayChangeFallbacks: boolean;
  /** Problems with the rights of the new picture; with one that blocks nothing is replaced. */
  problems: RightsFinding[];
};

export const keptReason = (story: { copy: CopyState; scheduledFor: Date | null }): KeptReason | null =>
  story.copy === "SPIKED" ? "SPIKED" : story.copy === "SCHEDULED" || story.scheduledFor !== null ? "SCHEDULED" : null;

/** @throws NOT_ALLOWED, INVALID (both are the same picture), NOT_FOUND */
export async function getWordsOfBoth(
  client: Transaction,
  actor: Actor,
  { from, to }: PicturePair,
): Promise<{ old: PictureWords; next: PictureWords }> {
  if (!canManageRights(actor) || !canManageAuthors(actor)) throw new DomainError("NOT_ALLOWED");
  if (from === to) throw new DomainError("INVALID", { field: "to" });
  const rows = await client.picture.findMany({
    where: { id: { in: [from, to] } },
    select: { id: true, alt: true, caption: true, credit: true },
  });
  const [old, next] = [from, to].map((id) => rows.find((row) => row.id === id));
  if (!old || !next) throw new DomainError("NOT_FOUND");
  await assertSeesFiles(actor, client, "picture", [from, to]);
  return { old, next };
}

/** What would change, as far as the actor may see it. @throws as `getWordsOfBoth` */
export async function getReplacementPlan(actor: Actor, pair: PicturePair): Promise<ReplacementPlan> {
  const client = appClient();
  await getWordsOfBoth(client, actor, pair);
  const rows = await client.$queryRaw<{ id: string; isLive: boolean; isDraft: boolean }[]>`
    select story_id::text as id, bool_or(is_live) as "isLive", bool_or(not is_live) as "isDraft" from (
      select story_id, true as is_live from live_picture where picture_id = ${pair.from}::uuid
      union all select story_id, true from live_page_picture where picture_id = ${pair.from}::uuid
      union all select story_id, false from story_picture where picture_id = ${pair.from}::uuid and removed_at is null
    ) used group by story_id`;
  const seen = await client.story.findMany({
    where: { AND: [{ id: { in: rows.map(({ id }) => id) } }, visibleTo(actor)] },
    select: { id: true, kind: true, headline: true, copy: true, scheduledFor: true },
    orderBy: { id: "desc" },
  });
  const usedIn = new Map(rows.map((row) => [row.id, row]));
  const stories = seen.map(({ id, kind, headline, ...state }): ReplacedStory => {
    const { isLive = false, isDraft = false } = usedIn.get(id) ?? {};
    return { storyId: id, kind, headline, isLive, isDraft, keeps: keptReason(state) };
  });
  const { authors, collections, fronts, fallbacks } = await listUses(actor, pair.from);
  const use = { storyId: null, pictures: [pair.to], at: new Date() };
  return {
    stories: stories.sort((a, b) => Number(b.isLive) - Number(a.isLive)),
    unseenCount: rows.length - stories.length - (await countHidden(actor, client, rows)),
    authors,
    collections,
    fronts,
    fallbacks,
    mayChangeFallbacks: canManageSite(actor),
    problems: await client.$transaction((tx) => findRightsProblems(tx, use, "none")),
  };
}
