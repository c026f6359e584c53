import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { canSeePictures } from "../policy.ts";
import type { PresetItem } from "./types.ts";

const select = {
  id: true,
  name: true,
  credit: true,
  source: true,
  copyright: true,
  keywords: true,
  rights: true,
  rightsNote: true,
} as const;

/** The presets for uploads, by name. @throws NOT_ALLOWED */
export async function listPresets(actor: Actor): Promise<PresetItem[]> {
  if (!canSeePictures(actor)) throw new DomainError("NOT_ALLOWED");
  return appClient().uploadPreset.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }], select });
}

/** A preset for an upload; null if it does not exist, or not any more. */
export async function findPreset(id: string, client: Transaction = appClient()): Promise<PresetItem | null> {
  return isId(id) ? client.uploadPreset.findUnique({ where: { id }, select }) : null;
}
