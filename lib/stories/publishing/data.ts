// What an editor is shown before publishing: what exactly would go out, what is missing, what is questionable.
import { questionsAbout } from "#lib/checks/questions.ts";
import { type Judged, judged } from "#lib/checks/severity.ts";
import type { Purpose } from "#lib/document/fields.ts";
import { type LiveProjection, type Missing, missingToPublish, projectLive } from "#lib/document/project-live.ts";
import type { Actor } from "../../actor.ts";
import { slugFrom } from "../../addresses/slug.ts";
import type { OpenComment } from "../../comments/types.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { pictureAddress } from "../../pictures/addresses.ts";
import { appClient } from "../../postgres/app.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { factsForPreview, findRightsProblems } from "../../rights/data.ts";
import type { RightsFinding } from "../../rights/types.ts";
import { getSiteSettings } from "../../site/data.ts";
import type { ChecklistLine } from "../../templates/types.ts";
import { loadJudgement } from "../checking/data.ts";
import { visibleTo } from "../data.ts";
import { loadDocument } from "../document.ts";
import { questionsAboutLinks, questionsAboutOutsideLinks } from "../link-data.ts";
import { lookAhead } from "../pages/data.ts";
import { listOpenSuggestions, type OpenSuggestion } from "../saving/suggestions-data.ts";
import type { FlagKind, Kind, Name } from "../types.ts";
import { describeChanges, type PublicationChanges } from "./changes-data.ts";
import { addressToBe } from "./preview-data.ts";

export type PublishBrief = {
  kind: Kind;
  paper: string;
  /** The version of the copy that was looked at; publishing names it. */
  version: number;
  /** Set if an approved revision will be published. */
  approved: { revision: number; by: Name | null; at: string } | null;
  headline: string;
  kicker: string;
  standfirst: string;
  words: number;
  pictures: number;
  picture: { src: string; width: number; height: number } | null;
  section: Name | null;
  topics: number;
  /** Of a page. */
  purpose: Purpose;
  /** Where it will be, unless something else takes the address first. Null without a section; of a page without a slug. */
  path: string | null;
  missing: Missing[];
  /** Blocking ones first. */
  questions: Judged[];
  /** Problems with the rights of its pictures, those that block publishing first. */
  rights: RightsFinding[];
  /** They are left out of what readers get. */
  suggestions: OpenSuggestion[];
  /** Warnings that somebody left on the story. */
  flags: { kind: FlagKind; reason: string; by: string | null }[];
  /** Changes that are not published yet; null for a story that was never published. */
  changes: PublicationChanges | null;
};

/** With the open comments on the story and its checklist. */
export type BriefWithComments = PublishBrief & { comments: OpenComment[]; checklist: ChecklistLine[] };

const cardWidth = 640;

/** Whether a story has an address already, or one can be made: a headline of signs alone gives none. */
const hasSlug = (path: string | null, { fields, headline }: LiveProjection): boolean =>
  path !== null || fields.slug !== "" || headline === "" || slugFrom(headline) !== "";

/** @throws NOT_FOUND */
export async function getPublishBrief(actor: Actor, storyId: string, now = new Date()): Promise<PublishBrief> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  const { name: paper, timeZone } = await getSiteSettings();
  return appClient().$transaction(
    async (tx) => {
      const story = await tx.story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: {
          id: true,
          kind: true,
          version: true,
          publishedRevisionId: true,
          approvedRevisionId: true,
          approvedById: true,
          firstPublishedAt: true,
          path: true,
          flags: {
            orderBy: { kind: "asc" },
            select: { kind: true, reason: true, person: { select: { name: true } } },
          },
        },
      });
      if (!story) throw new DomainError("NOT_FOUND");
      const approved = story.approvedRevisionId
        ? await tx.revision.findUnique({
            where: { id: story.approvedRevisionId },
            select: { number: true, at: true, version: true },
          })
        : null;
      const doc = story.approvedRevisionId
        ? (await getRevisionDocument(tx, story.approvedRevisionId)).doc
        : await loadDocument(tx, story);
      const projected = projectLive(doc);
      const section = projected.fields.section
        ? await tx.section.findUnique({
            where: { id: projected.fields.section },
            select: { id: true, name: true, path: true },
          })
        : null;
      const checkedBy = await loadJudgement(storyId, projected.fields.section, tx);
      const approver =
        approved && story.approvedById
          ? await tx.person.findUnique({ where: { id: story.approvedById }, select: { id: true, name: true } })
          : null;
      const pictureId = projected.cardPicture?.picture;
      const facts = pictureId ? (await factsForPreview(tx, [pictureId])).get(pictureId) : undefined;
      const jpeg = facts?.renditions
        .filter(({ format }) => format === "jpeg")
        .sort((a, b) => Math.abs(a.width - cardWidth) - Math.abs(b.width - cardWidth))[0];
      const ahead =
        story.kind === "PAGE"
          ? await lookAhead(tx, story, doc)
          : {
              path:
                story.path ??
                (section && addressToBe(projected, section.path, story.firstPublishedAt ?? now, timeZone)),
              missing: hasSlug(story.path, projected) ? [] : [{ code: "ADDRESS" as const }],
            };
      return {
        kind: story.kind,
        paper,
        version: story.version,
        approved: approved && { revision: approved.number, by: approver, at: approved.at.toISOString() },
        headline: projected.headline,
        kicker: projected.kicker,
        standfirst: projected.standfirst,
        words: projected.words,
        pictures: projected.pictureCount,
        picture:
          pictureId && jpeg
            ? { src: pictureAddress(pictureId, jpeg.width, "jpeg"), width: jpeg.width, height: jpeg.height }
            : null,
        section: section && { id: section.id, name: section.name },
        topics: projected.fields.topics.length,
        purpose: projected.fields.purpose,
        path: ahead.path,
        missing: [...missingToPublish(doc, story.kind), ...ahead.missing],
        questions: judged(
          [
            ...questionsAbout(doc, story.kind, checkedBy.style),
            ...(await questionsAboutLinks(doc, storyId)),
            ...(await questionsAboutOutsideLinks(tx, doc)),
          ].filter(({ code }) => code !== "OPEN_SUGGESTIONS"),
          checkedBy,
        ),
        rights: await findRightsProblems(
          tx,
          { storyId, pictures: projected.pictures, media: projected.media, at: now },
          "none",
        ),
        suggestions: await listOpenSuggestions(tx, doc),
        flags: story.flags.map(({ person, ...flag }) => ({ ...flag, by: person?.name ?? null })),
        changes: await describeChanges(tx, actor, story, { doc, version: approved?.version ?? story.version }),
      };
    },
    { isolationLevel: "RepeatableRead", timeout: 30_000 },
  );
}

/** Who took the story down, when and why, while it is down. @throws NOT_FOUND */
export async function findTakenDown(
  actor: Actor,
  storyId: string,
): Promise<{ reason: string; by: string | null; at: string } | null> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  const isDown = await appClient().story.count({
    where: { AND: [{ id: storyId, publication: "TAKEN_DOWN" }, visibleTo(actor)] },
  });
  if (!isDown) return null;
  const last = await appClient().auditEvent.findFirst({
    where: { subjectKind: "story", subjectId: storyId, action: "story.taken_down" },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { detail: true, at: true, actor: { select: { name: true } } },
  });
  if (!last) return null;
  const reason = (last.detail as { reason?: unknown } | null)?.reason;
  return { reason: typeof reason === "string" ? reason : "", by: last.actor?.name ?? null, at: last.at.toISOString() };
}
