import type { Actor } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { transaction } from "../../postgres/app.ts";
import { canManagePresets } from "../policy.ts";
import type { PresetInput } from "./schema.ts";

/** Creates a preset, or changes the one with this id. @throws NOT_ALLOWED, NOT_FOUND, TAKEN */
export async function savePreset(actor: Actor, { id: known, ...values }: PresetInput): Promise<{ id: string }> {
  if (!canManagePresets(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('upload presets'))::text`;
    const all = await tx.uploadPreset.findMany({ select: { id: true, name: true } });
    const isTaken = all.some(({ id, name }) => id !== known && name.toLowerCase() === values.name.toLowerCase());
    if (isTaken) throw new DomainError("TAKEN");
    const id = known ?? newId();
    if (known === null) await tx.uploadPreset.create({ data: { id, ...values }, select: { id: true } });
    else if (!all.some((preset) => preset.id === id)) throw new DomainError("NOT_FOUND");
    else await tx.uploadPreset.update({ where: { id }, data: values, select: { id: true } });
    const action = known === null ? "picture.preset_created" : "picture.preset_changed";
    await recordEvent(tx, actor, action, { kind: "preset", id, name: values.name });
    return { id };
  });
}

/** Pictures keep what the preset gave to them. @throws NOT_ALLOWED, NOT_FOUND */
export async function deletePreset(actor: Actor, { id }: { id: string }): Promise<void> {
  if (!canManagePresets(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const preset = await tx.uploadPreset.findUnique({ where: { id }, select: { name: true } });
    if (!preset) throw new DomainError("NOT_FOUND");
    await tx.uploadPreset.delete({ where: { id }, select: { id: true } });
    await recordEvent(tx, actor, "picture.preset_deleted", { kind: "preset", id, name: preset.name });
  });
}
