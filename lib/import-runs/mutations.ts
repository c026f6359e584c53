// Imports as rows: begun by a command or from the screen, paused and resumed.
import { copyFile, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Actor } from "../actor.ts";
import { personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Prisma, transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { notifySchedule } from "../stories/scheduling/mutations.ts";
import { getImportReport } from "./data.ts";
import { canImport } from "./policy.ts";
import type { OnlyImport, RepeatImport, StartImport } from "./schema.ts";

type Begin = StartImport & { isByCommand?: boolean };

/**
 * Notes an import, which a node then takes up. `place` is the name of an uploaded file or a path on this node.
 * @throws NOT_ALLOWED, NOT_FOUND (nothing is there)
 */
export async function startImport(actor: Actor, given: Begin): Promise<{ id: string }> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  const { isDryRun, options, isByCommand = false } = given;
  const place = await placeOf(given.place);
  const pictures = given.pictures ? await placeOf(given.pictures) : "";
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
        ...(isByCommand ? { beatAt: new Date() } : {}),
        startedById: personId(actor),
      },
      select: { id: true },
    });
    await recordEvent(tx, actor, "import.started", { kind: "import", id, name }, { isDryRun, place });
    if (!isByCommand) await notifySchedule(tx);
  });
  return { id };
}

/** Begins an import once more, for example after its dry run. @throws NOT_ALLOWED, NOT_FOUND */
export async function repeatImport(
  actor: Actor,
  { importId, isDryRun, mapping }: RepeatImport,
): Promise<{ id: string }> {
  const { place, pictures, options } = await getImportReport(actor, { importId });
  return startImport(actor, { place, pictures, isDryRun, options: { ...options, ...(mapping ? { mapping } : {}) } });
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
export const uploadsFolder = (): string => path.join(settings().data, "import-files");

/** An uploaded file's name begins with an id of ours; everything else is a path. @throws NOT_FOUND */
async function placeOf(given: string): Promise<string> {
  const isUploaded = /^[0-9a-f-]{36}-[^/\\]+$/.test(given);
  const place = isUploaded ? path.join(uploadsFolder(), given) : given;
  if (!path.isAbsolute(place)) throw new DomainError("INVALID", { field: "place" });
  const found = await stat(place).catch(() => null);
  if (!found) throw new DomainError("NOT_FOUND");
  return place;
}

const nameOf = (place: string): string =>
  path.basename(place).replace(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-/, "");

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
    const [run] = await tx.$queryRaw<{ name: string; state: string }[]>`
      select name, state::text from import_run where id = ${id}::uuid for update`;
    if (!run) throw new DomainError("NOT_FOUND");
    if (!from.includes(run.state)) throw new DomainError("WRONG_STATE", { state: run.state });
    await tx.importRun.update({
      where: { id },
      data: { state: to, problem: "", ...(to === "WAITING" ? { isByCommand: false } : {}) },
      select: { id: true },
    });
    await recordEvent(tx, actor, action, { kind: "import", id, name: run.name });
    if (to === "WAITING") await notifySchedule(tx);
  });
}
