import { documentFromJson, emptyDocument, toJson } from "#lib/document/build.ts";
import { emptiedBy } from "#lib/document/field-rules.ts";
import { newReferences } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import { type Actor, type Person, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { createStoryIn } from "../stories/creating/mutations.ts";
import { loadDocument } from "../stories/document.ts";
import { lockStory } from "../stories/lock.ts";
import { assertMayName } from "../stories/saving/reference-data.ts";
import { canManageTemplates } from "./policy.ts";
import { type ChangeTemplate, maxTemplates, type SaveTemplate } from "./schema.ts";

function assertMay(actor: Actor): void {
  if (!canManageTemplates(actor)) throw new DomainError("NOT_ALLOWED");
}
const subject = (id: string, name: string) => ({ kind: "template", id, name }) as const;

/** @throws TAKEN {template} for a name that another template has */
async function assertFree(tx: Transaction, name: string, except: string | null): Promise<void> {
  const same = await tx.storyTemplate.findUnique({ where: { name }, select: { id: true } });
  if (same && same.id !== except) throw new DomainError("TAKEN", { template: name });
}

/**
 * Keeps the text and the fields of a story as a template, or in place of those of a template. The story stays as it is.
 * @throws NOT_ALLOWED, NOT_FOUND, TAKEN {template}, WRONG_STATE for a standing page, TOO_LARGE
 */
export function saveTemplate(
  actor: Person,
  { storyId, templateId, name, checklist }: SaveTemplate,
  at = new Date(),
): Promise<{ id: string }> {
  assertMay(actor);
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (story.kind !== "STORY") throw new DomainError("WRONG_STATE", { verb: "template", why: story.kind });
    await assertFree(tx, name, templateId);
    const json = toJson(rejectAll(await loadDocument(tx, story)));
    const doc = documentFromJson({ ...json, attrs: { ...json.attrs, ...emptiedBy("copy"), authors: [] } });
    const data = {
      name,
      checklist,
      document: toJson(doc) as object,
      schemaNumber: SCHEMA_NUMBER,
      updatedAt: at,
      updatedById: personId(actor),
    };
    if (templateId === null) {
      if ((await tx.storyTemplate.count()) >= maxTemplates) throw new DomainError("TOO_LARGE");
      const id = newId();
      await tx.storyTemplate.create({ data: { id, createdAt: at, ...data }, select: { id: true } });
      await recordEvent(tx, actor, "template.created", subject(id, name), { from: storyId }, at);
      return { id };
    }
    const { count } = await tx.storyTemplate.updateMany({ where: { id: templateId }, data });
    if (count === 0) throw new DomainError("NOT_FOUND");
    await recordEvent(tx, actor, "template.changed", subject(templateId, name), { from: storyId }, at);
    return { id: templateId };
  });
}

/** Name, section and checklist; stories that began from it keep theirs. @throws NOT_ALLOWED, NOT_FOUND, TAKEN {template}, INVALID */
export function changeTemplate(
  actor: Person,
  { templateId, name, sectionId, checklist }: ChangeTemplate,
  at = new Date(),
): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    const row = await tx.storyTemplate.findUnique({ where: { id: templateId }, select: { document: true } });
    if (!row) throw new DomainError("NOT_FOUND");
    await assertFree(tx, name, templateId);
    if (sectionId !== null && (await tx.section.count({ where: { id: sectionId } })) === 0)
      throw new DomainError("INVALID", { field: "sectionId" });
    const json = toJson(documentFromJson(row.document));
    const document = toJson(documentFromJson({ ...json, attrs: { ...json.attrs, section: sectionId } }));
    await tx.storyTemplate.update({
      where: { id: templateId },
      data: {
        name,
        checklist,
        document: document as object,
        schemaNumber: SCHEMA_NUMBER,
        updatedAt: at,
        updatedById: personId(actor),
      },
      select: { id: true },
    });
    await recordEvent(tx, actor, "template.changed", subject(templateId, name), {}, at);
  });
}

/** Stories that began from it stay. @throws NOT_ALLOWED, NOT_FOUND */
export function deleteTemplate(actor: Person, { templateId }: { templateId: string }): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    const row = await tx.storyTemplate.findUnique({ where: { id: templateId }, select: { name: true } });
    if (!row) throw new DomainError("NOT_FOUND");
    await tx.storyTemplate.delete({ where: { id: templateId }, select: { id: true } });
    await recordEvent(tx, actor, "template.deleted", subject(templateId, row.name));
  });
}

/**
 * Begins a story with the text, fields and checklist of a template, by the actor's own byline. Repeated with the same id, it
 * begins one story.
 * @throws NOT_FOUND, NOT_ALLOWED for the id of another's story, DOCUMENT_REFUSED where the template names what is gone
 */
export function beginFromTemplate(
  actor: Person,
  { templateId, storyId }: { templateId: string; storyId: string },
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const known = await tx.story.findUnique({ where: { id: storyId }, select: { creatorId: true } });
    if (known?.creatorId === actor.id) return { id: storyId };
    if (known) throw new DomainError("NOT_ALLOWED");
    const template = await tx.storyTemplate.findUnique({
      where: { id: templateId },
      select: { document: true, checklist: true },
    });
    if (!template) throw new DomainError("NOT_FOUND");
    const author = await tx.author.findFirst({ where: { personId: actor.id }, select: { id: true } });
    const json = toJson(documentFromJson(template.document));
    const fields = { ...json.attrs, ...(await withoutGone(tx, json.attrs ?? {})), authors: author ? [author.id] : [] };
    const doc = documentFromJson({ ...json, attrs: fields });
    await assertMayName(tx, actor, newReferences(emptyDocument(), doc));
    const { id } = await createStoryIn(tx, actor, doc, storyId);
    await tx.checklistItem.createMany({
      data: template.checklist.map((text, position) => ({ id: newId(), storyId: id, position, text })),
    });
    return { id };
  });
}

/** A section or topic may have been deleted since the template was saved: the story begins without it. */
async function withoutGone(tx: Transaction, attrs: Record<string, unknown>) {
  const section = typeof attrs.section === "string" ? attrs.section : null;
  const topics = Array.isArray(attrs.topics) ? (attrs.topics as string[]) : [];
  const isThere = section !== null && (await tx.section.count({ where: { id: section } })) > 0;
  const left = await tx.topic.findMany({ where: { id: { in: topics } }, select: { id: true } });
  const known = new Set(left.map(({ id }) => id));
  return { section: isThere ? section : null, topics: topics.filter((id) => known.has(id)) };
}
