import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { can, canRead, mayUse, missingRight } from "./policy.ts";
import type { CopyState, Kind, Publication, Verb } from "./types.ts";

/** The columns by which verbs and saves decide. */
export type LockedStory = {
  id: string;
  kind: Kind;
  copy: CopyState;
  publication: Publication;
  version: number;
  publishedVersion: number | null;
  headline: string;
  sectionId: string | null;
  publishedSectionId: string | null;
  isConfidential: boolean;
  sharedWith: string[];
  creatorId: string | null;
  assigneeId: string | null;
  firstPublishedAt: Date | null;
  updatedAt: Date | null;
  publishedRevisionId: string | null;
  approvedRevisionId: string | null;
  approvedById: string | null;
  path: string | null;
  /** While an embargo lasts, by the database's clock: until when. */
  embargoUntil: Date | null;
  /** Since when readers find it in no list and no search. */
  unlistedAt: Date | null;
  /** Set while an act other than the end of an embargo is due. */
  scheduledFor: Date | null;
};

/**
 * Locks the story until the transaction ends and returns it as it is now: PostgreSQL reads a row again that it had to wait
 * for. What the actor may not see is not there. @throws NOT_FOUND
 */
export async function lockStory(tx: Transaction, actor: Actor, storyId: string): Promise<LockedStory> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  const [story] = await tx.$queryRaw<LockedStory[]>`
    select ${lockedColumns} from story s where s.id = ${storyId}::uuid for update`;
  return assertReadable(actor, story);
}

/** What a `LockedStory` holds, of the table `story` as "s". */
export const lockedColumns = Prisma.sql`
  s.id::text, s.kind::text, s.copy::text, s.publication::text, s.version, s.published_version as "publishedVersion", s.headline,
  s.section_id::text as "sectionId", s.published_section_id::text as "publishedSectionId", s.creator_id::text as "creatorId",
  s.is_confidential as "isConfidential", s.shared_with::text[] as "sharedWith", s.assignee_id::text as "assigneeId",
  s.first_published_at as "firstPublishedAt", s.updated_at as "updatedAt",
  s.published_revision_id::text as "publishedRevisionId", s.approved_revision_id::text as "approvedRevisionId",
  s.approved_by_id::text as "approvedById", s.path, s.scheduled_for as "scheduledFor", s.unlisted_at as "unlistedAt",
  case when s.embargo_until > clock_timestamp() then s.embargo_until end as "embargoUntil"`;

/** @throws NOT_FOUND where the actor may not read the story, or there is none */
export function assertReadable(actor: Actor, story: LockedStory | undefined): LockedStory {
  if (!story || !canRead(actor, story)) throw new DomainError("NOT_FOUND");
  return story;
}

/** @throws NOT_ALLOWED if the role may not use the verb, WRONG_STATE if the verb is impossible in the story's status */
export function assertCan(actor: Actor, verb: Verb, story: LockedStory): void {
  if (!mayUse(actor, verb, story)) throw new DomainError("NOT_ALLOWED", { verb, ...missingRight(actor, verb, story) });
  if (!can(actor, verb, story))
    throw new DomainError("WRONG_STATE", { verb, copy: story.copy, publication: story.publication });
}
