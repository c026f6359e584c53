// Imports as rows: begun by a command or from the screen, paused and resumed.
import { copyFile, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Actor } from "../actor.ts";
import { personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Prisma, transaction } from "../postgres/app.ts";
import type { ImportState } from "../postgres/generated/enums.ts";
import { settings } from "../process.ts";
import { notifySchedule } from "../stories/scheduling/mutations.ts";
import { getImportReport } from "./data.ts";
import { asSeen, canImport } from "./policy.ts";
import type { OnlyImport, RepeatImport, StartImport } from "./schema.ts";

type Begin = StartImport & { isByCommand?: boolean };

/**
 * Notes an import, which a node then takes up. `place` is the name of an uploaded file or a path on this node.
 * @throws NOT_ALLOWED, NOT_FOUND (nothing is there)
 */
export async function startImport(actor: Actor, given: Begin): Promise<{ id: string }> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  const place = await placeOf(given.place);
  const pictures = given.pictures ? await placeOf(given.pictures) : "";
  return noteImport(actor, { ...given, place, pictures });
}

/** @param given with places as they are stored */
async function noteImport(
  actor: Actor,
  { place, pictures = "", isDryRun, options, isByCommand = false }: Begin,
): Promise<{ id: string }> {
  const id = newId();
  const name = nameOf(place);
  await transaction(async (tx) => {
    await tx.importRun.create({
      data: {
        id,
        place,
        pictures,
        name,
        format: options.format ?? "",
        // Options that were not given are left out: the database takes no undefined values.
        options: JSON.parse(JSON.stringify(options)) as Prisma.InputJsonObject,
        isDryRun,
        isByCommand,
        state: isByCommand ? "RUNNING" : "WAITING",
        beatAt: new Date(),
        startedById: personId(actor),
      },
      select: { id: true },
    });
    await recordEvent(tx, actor, "import.started", { kind: "import", id, name }, { isDryRun, place });
    if (!isByCommand) await notifySchedule(tx);
  });
  return { id };
}

/** Begins an import once more, for example after its dry run, or single items of it. Its file may be on another node. @throws NOT_ALLOWED, NOT_FOUND */
export async function repeatImport(
  actor: Actor,
  { importId, isDryRun, mapping, only }: RepeatImport,
  isByCommand = false,
): Promise<{ id: string }> {
  const { place, pictures, options } = await getImportReport(actor, { importId });
  return noteImport(actor, {
    place,
    pictures,
    isDryRun,
    isByCommand,
    options: { ...options, only, ...(mapping ? { mapping } : {}) },
  });
}

/** Moves an uploaded file to where imports find it. @returns its name, for `startImport` */
export async function keepImportFile(
  actor: Actor,
  { path: from, fileName }: { path: string; fileName: string },
): Promise<{ place: string; name: string }> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  await mkdir(uploadsFolder(), { recursive: true });
  const name =
    path
      .basename(fileName.replaceAll("\\", "/"))
      .replace(/[^\p{L}\p{N}._ -]/gu, "_")
      .slice(-120) || "export";
  const place = `${newId()}-${name}`;
  await copyFile(from, path.join(uploadsFolder(), place));
  return { place, name };
}

/** Where files are kept that were uploaded for an import. */
export const uploadsFolder = (): string => path.join(settings().data, uploadsName);
const uploadsName = "import-files";

const uploadedName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[^/\\]+$/;

/** Whether a stored place is that of an uploaded file, on whichever node. */
export const isUploaded = (place: string): boolean =>
  path.basename(path.dirname(place)) === uploadsName && uploadedName.test(path.basename(place));

/** A stored place on this node, whose data folder may be another one. */
export const placeOnDisk = (place: string): string =>
  isUploaded(place) ? path.join(uploadsFolder(), path.basename(place)) : place;

/** An uploaded file's name begins with an id of ours; everything else is a path. @throws NOT_FOUND */
async function placeOf(given: string): Promise<string> {
  const place = uploadedName.test(given) ? path.join(uploadsFolder(), given) : given;
  if (!path.isAbsolute(place)) throw new DomainError("INVALID", { field: "place" });
  const found = await stat(place).catch(() => null);
  if (!found) throw new DomainError("NOT_FOUND");
  return place;
}

const nameOf = (place: string): string => path.basename(place).slice(isUploaded(place) ? 37 : 0);

/** @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export async function pauseImport(actor: Actor, { importId }: OnlyImport): Promise<void> {
  await change(actor, importId, { from: ["WAITING", "RUNNING"], to: "PAUSED", action: "import.paused" });
}

/** It goes on where it stopped. One that failed begins again: what it has made is known. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export async function resumeImport(actor: Actor, { importId }: OnlyImport): Promise<void> {
  await change(actor, importId, { from: ["PAUSED", "FAILED"], to: "WAITING", action: "import.resumed" });
}

async function change(
  actor: Actor,
  id: string,
  { from, to, action }: { from: string[]; to: "PAUSED" | "WAITING"; action: string },
): Promise<void> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ name: string; state: ImportState; beatAt: Date | null; isByCommand: boolean }[]>`
      select name, state::text, beat_at as "beatAt", is_by_command as "isByCommand"
      from import_run where id = ${id}::uuid for update`;
    if (!row) throw new DomainError("NOT_FOUND");
    const run = asSeen(row, new Date());
    if (!from.includes(run.state)) throw new DomainError("WRONG_STATE", { state: run.state });
    await tx.importRun.update({
      where: { id },
      data: { state: to, problem: "", ...(to === "WAITING" ? { isByCommand: false, beatAt: new Date() } : {}) },
      select: { id: true },
    });
    await recordEvent(tx, actor, action, { kind: "import", id, name: run.name });
    if (to === "WAITING") await notifySchedule(tx);
  });
}
