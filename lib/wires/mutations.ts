// The sources as admins arrange them.
import { stat } from "node:fs/promises";
import type { Actor } from "../actor.ts";
import { recordEvent, type Subject } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { OutsideRefused, outsideUrl } from "../http/outside-request.ts";
import { newId } from "../ids.ts";
import { afterCommit, transaction } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { canManageWires, isFeedAddress } from "./policy.ts";
import type { SaveSource } from "./schema.ts";

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
