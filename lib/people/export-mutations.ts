// All that is kept about a person, for somebody who asks for it.
import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import type { Transaction } from "../postgres/app.ts";
import { hiddenFrom, visibleTo } from "../roles/data.ts";
import { hiddenFiles } from "../roles/file-data.ts";
import { personSubject } from "./lock-mutations.ts";
import { onPerson } from "./mutations.ts";
import type { OnPerson } from "./schema.ts";

/**
 * Collects what Galley keeps about a person: the account, the byline, sessions and factors without their secrets, mail, notices, settings,
 * comments, work, uploads, and the events of the audit log by or about them. Stories that the admin may not see are
 * counted, not named. Recorded in the audit log.
 * @returns the name of a file, and its text in JSON
 * @throws as `onPerson`
 */
export function exportPersonalData(actor: Actor, { personId }: OnPerson): Promise<{ fileName: string; json: string }> {
  return onPerson(actor, personId, "exportData", async (tx, person) => {
    const data = await collect(tx, actor, person.id);
    await recordEvent(tx, actor, "person.data_exported", personSubject(person));
    const json = JSON.stringify(data, (_key, value) => (typeof value === "bigint" ? String(value) : value), 2);
    return { fileName: `personal-data-${person.id}.json`, json };
  });
}

async function collect(tx: Transaction, actor: Actor, personId: string) {
  const own = { where: { personId } };
  const stories = await tx.story.findMany({
    where: { OR: [{ creatorId: personId }, { assigneeId: personId }, { editedById: personId }] },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const seen = await tx.story.findMany({
    where: { AND: [{ id: { in: stories.map(({ id }) => id) } }, visibleTo(actor)] },
    orderBy: { id: "asc" },
    select: { id: true, kind: true, headline: true, createdAt: true, creatorId: true, assigneeId: true },
  });
  const isSeen = { thread: { story: visibleTo(actor) } };
  const [pictures, files] = [await hiddenFiles(actor, tx, "picture"), await hiddenFiles(actor, tx, "media")];
  const hidden = [...(await hiddenFrom(actor, tx)), ...pictures, ...files];
  const comments = await tx.comment.findMany({
    where: { AND: [{ personId }, isSeen] },
    orderBy: { id: "asc" },
    select: { id: true, at: true, editedAt: true, text: true, thread: { select: { storyId: true } } },
  });
  return {
    account: await tx.person.findUniqueOrThrow({
      where: { id: personId },
      select: {
        id: true,
        email: true,
        name: true,
        role: true,
        customRole: { select: { name: true } },
        state: true,
        createdAt: true,
        lastSeenAt: true,
        lastSignInAt: true,
        languages: true,
        mustChangePassword: true,
        isBreakGlass: true,
      },
    }),
    byline: await tx.author.findFirst({
      ...own,
      select: { id: true, name: true, slug: true, jobTitle: true, bio: true, portraitId: true },
    }),
    sessions: await tx.session.findMany({
      ...own,
      orderBy: { id: "asc" },
      select: { createdAt: true, lastSeenAt: true, expiresAt: true, method: true, browser: true, network: true },
    }),
    providers: await tx.identity.findMany({
      ...own,
      select: { issuer: true, subject: true, createdAt: true, lastUsedAt: true },
    }),
    secondFactors: {
      hasAuthenticator: (await tx.person.count({ where: { id: personId, NOT: { totpSecret: null } } })) > 0,
      passkeys: await tx.passkey.findMany({ ...own, select: { name: true, createdAt: true, lastUsedAt: true } }),
      recoveryCodes: await tx.recoveryCode.count(own),
    },
    links: await tx.link.findMany({ ...own, select: { kind: true, email: true, createdAt: true, expiresAt: true } }),
    mail: await tx.mail.findMany({
      ...own,
      orderBy: { id: "asc" },
      select: { kind: true, address: true, subject: true, state: true, createdAt: true, sentAt: true },
    }),
    mailChoices: await tx.mailChoice.findMany({ ...own, select: { kind: true, timing: true } }),
    mailSettings: await tx.mailSettings.findUnique({ ...own, omit: { personId: true } }),
    notices: await tx.notice.findMany({
      where: { personId, storyId: { notIn: hidden } },
      orderBy: { id: "asc" },
      select: { kind: true, storyId: true, text: true, at: true, readAt: true },
    }),
    watches: await tx.watch.findMany({
      where: { personId, subjectId: { notIn: hidden } },
      select: { kind: true, subjectId: true, isMuted: true },
    }),
    comments,
    stories: seen.map(({ creatorId, assigneeId, ...story }) => ({
      ...story,
      isCreator: creatorId === personId,
      isAssigned: assigneeId === personId,
    })),
    // Those that the admin may not see.
    otherStories: stories.length - seen.length,
    pictures: await tx.picture.findMany({
      where: { uploaderId: personId, id: { notIn: pictures } },
      orderBy: { id: "asc" },
      select: { id: true, fileName: true, createdAt: true },
    }),
    files: await tx.mediaFile.findMany({
      where: { uploaderId: personId, id: { notIn: files } },
      orderBy: { id: "asc" },
      select: { id: true, fileName: true, createdAt: true },
    }),
    keysCreated: await tx.apiKey.findMany({
      where: { createdById: personId },
      select: { createdAt: true, expiresAt: true, revokedAt: true, person: { select: { name: true } } },
    }),
    reviewLinks: await tx.reviewLink.findMany({
      where: { sharedById: personId, story: visibleTo(actor) },
      select: { storyId: true, name: true, expiresAt: true, revokedAt: true },
    }),
    events: await tx.auditEvent.findMany({
      where: {
        AND: [
          { OR: [{ actorId: personId }, { subjectKind: "person", subjectId: personId }] },
          { OR: [{ subjectId: null }, { subjectId: { notIn: hidden } }] },
        ],
      },
      orderBy: { id: "asc" },
      select: {
        at: true,
        action: true,
        actorId: true,
        subjectKind: true,
        subjectId: true,
        subjectName: true,
        detail: true,
      },
    }),
  };
}
