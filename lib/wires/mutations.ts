// The sources as admins arrange them, and stories that are begun from items.
import { stat } from "node:fs/promises";
import type { Actor, Person } from "../actor.ts";
import { personId } from "../actor.ts";
import { recordEvent, type Subject } from "../audit/mutations.ts";
import { documentFromJson, italic, paragraph } from "../document/build.ts";
import type { NodeJson } from "../document/json.ts";
import { DomainError } from "../errors.ts";
import { OutsideRefused, outsideUrl } from "../http/outside-request.ts";
import { newId } from "../ids.ts";
import { afterCommit, type Transaction, transaction } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { setEmbargoIn } from "../schedule/embargo-mutations.ts";
import { createStoryIn } from "../stories/creating/mutations.ts";
import { canManageWires, canReadWires, creditLine, isFeedAddress, sectionFor } from "./policy.ts";
import type { SaveSource } from "./schema.ts";
import type { WireContent } from "./types.ts";

const subjectOf = (id: string, name: string): Subject => ({ kind: "wire", id, name });

/** Names are resolved at each reading; an address that says openly that it is private is refused at once. */
async function assertReadable(address: string): Promise<void> {
  if (isFeedAddress(address)) {
    if (settings().privateWires) return;
    try {
      outsideUrl(address);
    } catch (error) {
      if (error instanceof OutsideRefused) throw new DomainError("INVALID", { field: "address", reason: "private" });
      throw error;
    }
  } else {
    const found = await stat(address).catch(() => null);
    if (!found?.isDirectory()) throw new DomainError("INVALID", { field: "address", reason: "folder" });
  }
}

/**
 * Adds or changes a source, which is read within half a minute.
 * @throws NOT_ALLOWED, NOT_FOUND, TAKEN (the name), INVALID (`field` is "address") for a private URL or a folder that is not there
 */
export async function saveSource(
  actor: Actor,
  { sourceId, name, address, sectionId, isOn, keptDays }: SaveSource,
  now = new Date(),
): Promise<{ sourceId: string }> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  await assertReadable(address);
  return transaction(async (tx) => {
    if (sectionId !== null && (await tx.section.count({ where: { id: sectionId } })) === 0)
      throw new DomainError("NOT_FOUND");
    const twin = await tx.wireSource.findUnique({ where: { name }, select: { id: true } });
    if (twin && twin.id !== sourceId) throw new DomainError("TAKEN");
    const data = { name, address, sectionId, isOn, keptDays, dueAt: now };
    const id = sourceId ?? newId();
    if (sourceId === null) await tx.wireSource.create({ data: { id, ...data }, select: { id: true } });
    else {
      const before = await tx.wireSource.findUnique({ where: { id }, select: { address: true } });
      if (!before) throw new DomainError("NOT_FOUND");
      // What is known of another address says nothing about this one.
      const fresh = before.address === address ? {} : { etag: "", lastModified: "", format: "", problem: "" };
      await tx.wireSource.update({ where: { id }, data: { ...data, ...fresh }, select: { id: true } });
    }
    await recordEvent(tx, actor, sourceId === null ? "wire.added" : "wire.changed", subjectOf(id, name), { address });
    // The job runs each minute anyway.
    afterCommit(
      tx,
      () =>
        void shared()
          .runJob?.("wires")
          .catch(() => {}),
    );
    return { sourceId: id };
  });
}

/** Deletes a source with its items. Stories that were begun from them stay. @throws NOT_ALLOWED, NOT_FOUND */
export function deleteSource(actor: Actor, { sourceId }: { sourceId: string }): Promise<void> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    const source = await tx.wireSource.findUnique({ where: { id: sourceId }, select: { name: true } });
    if (!source) throw new DomainError("NOT_FOUND");
    await tx.wireSource.delete({ where: { id: sourceId }, select: { id: true } });
    await recordEvent(tx, actor, "wire.deleted", subjectOf(sourceId, source.name));
  });
}

/**
 * Begins a story with the text of an item: its last line names the source, and an embargo of the item is one of the story.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE for an item that its source has withdrawn or withheld
 */
export function takeItem(
  actor: Person,
  { itemId }: { itemId: string },
  now = new Date(),
): Promise<{ storyId: string }> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    // An item changes in one transaction: what is taken is noted with the version that it had.
    await tx.$executeRaw`select 1 from wire_item where id = ${itemId}::uuid for update`;
    const item = await tx.wireItem.findUnique({
      where: { id: itemId },
      select: {
        number: true,
        sectionId: true,
        topicIds: true,
        source: { select: { name: true, sectionId: true } },
        versions: { orderBy: { number: "desc" }, take: 1, select: { item: true } },
      },
    });
    const content = item?.versions[0]?.item as WireContent | undefined;
    if (!item || !content) throw new DomainError("NOT_FOUND");
    if (content.status !== "usable") throw new DomainError("WRONG_STATE", { why: content.status });
    const { source, number } = item;
    const doc = documentFromJson(
      withCredit(content, source.name, {
        section: sectionFor(actor, await sectionOf(tx, item)),
        topics: await topicsOf(tx, item.topicIds),
        authors: await bylineOf(tx, actor),
      }),
    );
    const { id: storyId } = await createStoryIn(tx, actor, doc);
    // What somebody has used belongs to the list again.
    await tx.wireItem.update({ where: { id: itemId }, data: { droppedById: null }, select: { id: true } });
    await tx.wireTake.create({
      data: { itemId, storyId, number, takenById: personId(actor), at: now },
      select: { storyId: true },
    });
    if (content.embargo !== null && Date.parse(content.embargo) > now.getTime())
      await setEmbargoIn(tx, actor, { storyId, until: content.embargo, reason: `Embargo of ${source.name}` });
    return { storyId };
  });
}

const bylineOf = async (tx: Transaction, actor: Person): Promise<string[]> =>
  (await tx.author.findMany({ where: { personId: actor.id }, select: { id: true } })).map(({ id }) => id);

/** The section that rules chose, or else the one of the source. */
async function sectionOf(
  tx: Transaction,
  { sectionId, source }: { sectionId: string | null; source: { sectionId: string | null } },
): Promise<string | null> {
  if (sectionId === null) return source.sectionId;
  return (await tx.section.count({ where: { id: sectionId } })) > 0 ? sectionId : source.sectionId;
}

/** Those that exist, in their order. */
async function topicsOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await tx.topic.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return ids.filter((id) => found.some((topic) => topic.id === id));
}

type Fields = { section: string | null; topics: string[]; authors: string[] };

/** The document of the item with the fields of the new story, and a last line with the credit. */
function withCredit(content: WireContent, sourceName: string, fields: Fields): NodeJson {
  const { document } = content;
  return {
    ...document,
    attrs: { ...document.attrs, ...fields },
    content: [...(document.content ?? []), paragraph(italic(creditLine(content, sourceName)))],
  };
}
