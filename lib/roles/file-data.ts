// Which pictures, videos, sounds and documents an actor may not see, because only confidential stories use them.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { Prisma } from "../postgres/app.ts";
import { canRead, type ReadFacts } from "./policy.ts";

export type FileKind = "picture" | "media";

/** Each file that a confidential story "s" holds or held, as "u". The poster of a video belongs to the stories of the video. */
const heldBy: Record<FileKind, Prisma.Sql> = {
  picture: Prisma.sql`lateral (
    select picture_id as id from story_picture where story_id = s.id
    union select f.poster_id from story_media m join media_file f on f.id = m.media_id
      where m.story_id = s.id and f.poster_id is not null) u`,
  media: Prisma.sql`lateral (select media_id as id from story_media where story_id = s.id) u`,
};

/** Whether something else uses the file "u": another story, what readers see (stories, fronts, collections), an author, a fallback. */
const isUsedElsewhere: Record<FileKind, Prisma.Sql> = {
  picture: Prisma.sql`(
    exists (select from story_picture o join story t on t.id = o.story_id where o.picture_id = u.id and not t.is_confidential)
    or exists (select from live_picture o where o.picture_id = u.id)
    or exists (select from live_page_picture o where o.picture_id = u.id)
    or exists (select from author o where o.portrait_id = u.id)
    or exists (select from live_collection o where o.cover_id = u.id)
    or exists (select from live_front_picture o where o.picture_id = u.id and o.is_shown)
    or exists (select from fallback_picture o where o.picture_id = u.id))`,
  media: Prisma.sql`(
    exists (select from story_media o join story t on t.id = o.story_id where o.media_id = u.id and not t.is_confidential)
    or exists (select from live_media o where o.media_id = u.id)
    or exists (select from live_page_media o where o.media_id = u.id))`,
};

const tables: Record<FileKind, Prisma.Sql> = { picture: Prisma.sql`picture`, media: Prisma.sql`media_file` };

type Use = ReadFacts & { fileId: string; uploaderId: string | null };

/**
 * The ids of the files that an actor may not see: confidential stories use them, the actor may see none of these stories, and nothing
 * else uses them. Who uploaded a file always sees it. All reads of files for the newsroom leave these out.
 * @param among only these are looked up; absent: all
 */
export async function hiddenFiles(
  actor: Actor,
  client: Pick<Prisma.TransactionClient, "$queryRaw">,
  kind: FileKind,
  among?: readonly string[],
): Promise<string[]> {
  if (actor.kind === "system" || among?.length === 0) return [];
  const uses = await client.$queryRaw<Use[]>`
    select u.id::text as "fileId", f.uploader_id::text as "uploaderId", s.kind::text as kind,
      s.section_id::text as "sectionId", s.published_section_id::text as "publishedSectionId", s.creator_id::text as "creatorId", s.assignee_id::text as "assigneeId",
      s.is_confidential as "isConfidential", s.shared_with::text[] as "sharedWith"
    from story s cross join ${heldBy[kind]} join ${tables[kind]} f on f.id = u.id
    where s.is_confidential and ${among ? Prisma.sql`u.id = any(${[...among]}::uuid[])` : Prisma.sql`true`}
      and not ${isUsedElsewhere[kind]}`;
  const isSeen = (use: Use) => use.uploaderId === actor.id || canRead(actor, use);
  const seen = new Set(uses.filter(isSeen).map(({ fileId }) => fileId));
  return [...new Set(uses.map(({ fileId }) => fileId))].filter((id) => !seen.has(id));
}

/** Whether an actor may see one file. The caller finds out whether there is one. */
export const canSeeFile = async (
  actor: Actor,
  client: Pick<Prisma.TransactionClient, "$queryRaw">,
  kind: FileKind,
  id: string,
): Promise<boolean> => (await hiddenFiles(actor, client, kind, [id])).length === 0;

/** For acts on files: one that the actor may not see does not exist for them. @throws NOT_FOUND */
export async function assertSeesFiles(
  actor: Actor,
  client: Pick<Prisma.TransactionClient, "$queryRaw">,
  kind: FileKind,
  ids: readonly string[],
): Promise<void> {
  if ((await hiddenFiles(actor, client, kind, ids)).length > 0) throw new DomainError("NOT_FOUND");
}
