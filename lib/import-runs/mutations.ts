// Imports as rows: begun by a command or from the screen, performed by a process, paused and resumed.
import { copyFile, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Actor } from "../actor.ts";
import { personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { ImportReport } from "../import/report.ts";
import { type ImportOptions, importSource } from "../import/run.ts";
import { openSource, type Source, SourceError, withPictures } from "../import/source.ts";
import { log } from "../log.ts";
import { appClient, type Prisma, transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { actorSelect, asPerson } from "../roles/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { notifySchedule } from "../stories/scheduling/mutations.ts";
import { getImportReport } from "./data.ts";
import { beatMs, canImport, staleMs } from "./policy.ts";
import {
  importOptionsSchema,
  type OnlyImport,
  type RepeatImport,
  type RunOptions,
  type StartImport,
} from "./schema.ts";

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
        options: options as Prisma.InputJsonObject,
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

/** Whether an import waits for a node, or one that a node has left is free. */
export async function hasWaitingImport(): Promise<boolean> {
  const [row] = await appClient().$queryRaw<{ waits: boolean }[]>`
    select exists (select from import_run where not is_by_command and (state = 'WAITING'
      or (state = 'RUNNING' and beat_at < clock_timestamp() - ${staleMs} * interval '1 millisecond'))) as waits`;
  return row?.waits ?? false;
}

/**
 * Takes up the next import that waits, or that a node has left; false if there is none.
 * @param isStopping once true, the import stops before its next item, and waits for another node or the next start
 */
export async function performNextImport(isStopping: () => boolean = () => false): Promise<boolean> {
  const [run] = await appClient().$queryRaw<{ id: string }[]>`
    update import_run set state = 'RUNNING', beat_at = clock_timestamp() where id = (
      select id from import_run
      where not is_by_command and (state = 'WAITING'
        or (state = 'RUNNING' and beat_at < clock_timestamp() - ${staleMs} * interval '1 millisecond'))
      order by created_at limit 1 for update skip locked)
    returning id::text`;
  if (!run) return false;
  await performImport(run.id, () => {}, isStopping);
  return true;
}

type Progress = (done: number, total: number, file: string) => void;

/** Performs an import that this process has claimed. Its state and report are in its row afterwards. */
export async function performImport(
  id: string,
  onProgress: Progress = () => {},
  isStopping: () => boolean = () => false,
): Promise<ImportReport | null> {
  const run = await appClient().importRun.findUniqueOrThrow({
    where: { id },
    include: { startedBy: { select: actorSelect } },
  });
  const options = importOptionsSchema.parse(run.options);
  const { startedBy } = run;
  const actor: Actor = startedBy ? asPerson(startedBy, "") : { kind: "system", name: "Galley" };
  let writtenAt = Date.now();
  let isPaused = false;
  // Also while a large file is read for the first time, which has no progress to write.
  const beat = setInterval(() => void writeBeat(id), staleMs / 4);
  try {
    const source = await openBoth(run);
    try {
      const report = await importSource(actor, source, {
        ...(await optionsOf(options)),
        dryRun: run.isDryRun,
        runId: id,
        ...(run.done > 0 ? { from: { done: run.done, report: run.report as ImportReport } } : {}),
        onFormat: (format) => appClient().importRun.update({ where: { id }, data: { format }, select: { id: true } }),
        onProgress: async (done, total, file, report) => {
          onProgress(done, total, file);
          // A long report is written less often.
          const pauseMs = report.warnings.length > 1_000 ? beatMs * 10 : beatMs;
          if (Date.now() - writtenAt < pauseMs && done < total && !isStopping()) return true;
          writtenAt = Date.now();
          isPaused = !(await writeProgress(id, done, total, report));
          if (isStopping() && !isPaused && done < total) {
            isPaused = true;
            await appClient().importRun.update({ where: { id }, data: { state: "WAITING" }, select: { id: true } });
          }
          return !isPaused;
        },
      });
      if (!isPaused) await finish(id, { state: "DONE", report: asJson(report) });
      return report;
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) log.error({ error, import: id }, "import failed; it can be resumed");
    const problem = error instanceof SourceError ? error.message : "Something went wrong; the log of Galley says what.";
    await finish(id, { state: "FAILED", problem });
    if (run.isByCommand) throw error;
    return null;
  } finally {
    clearInterval(beat);
  }
}

const writeBeat = (id: string): Promise<unknown> =>
  appClient()
    .importRun.updateMany({ where: { id, state: "RUNNING" }, data: { beatAt: new Date() } })
    .catch((error) => log.warn({ error, import: id }, "import: its beat could not be written; trying again"));

async function openBoth({ place, pictures }: { place: string; pictures: string }): Promise<Source> {
  const source = await openSource(place);
  if (pictures === "") return source;
  try {
    return withPictures(source, await openSource(pictures));
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function optionsOf({ fetchesPictures, ...options }: RunOptions): Promise<ImportOptions> {
  const { name } = await getSiteSettings();
  return { ...options, ...(fetchesPictures === false ? {} : { fetch: { userAgent: `Galley (import for ${name})` } }) };
}

const asJson = (report: ImportReport) => report as unknown as Prisma.InputJsonObject;

/** @returns whether the import goes on; false once somebody has paused it */
async function writeProgress(id: string, done: number, total: number, report: ImportReport): Promise<boolean> {
  const run = await appClient().importRun.update({
    where: { id },
    data: { done, total, report: asJson(report), beatAt: new Date() },
    select: { state: true },
  });
  return run.state === "RUNNING";
}

async function finish(id: string, data: Prisma.ImportRunUpdateInput): Promise<void> {
  await appClient().importRun.update({
    where: { id },
    data: { ...data, finishedAt: new Date() },
    select: { id: true },
  });
}
