// Performs imports. Only the server and the commands load this: the readers and their parsers are not part of any page.
import { stat } from "node:fs/promises";
import type { Actor } from "../actor.ts";
import type { ImportReport } from "../import/report.ts";
import { type ImportOptions, importSource } from "../import/run.ts";
import { openSource, type Source, withPictures } from "../import/source.ts";
import { SourceError } from "../import/types.ts";
import { log } from "../log.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { jsonValue } from "../postgres/json.ts";
import { actorSelect, asPerson } from "../roles/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { isUploaded, placeOnDisk } from "./mutations.ts";
import { beatMs, staleMs } from "./policy.ts";
import { importOptionsSchema, type RunOptions } from "./schema.ts";

/** How often a node looks again whether an import is free whose file is on another node. */
const elsewhereMs = 5_000;

type Free = { id: string; place: string; isOverdue: boolean };

/** Imports that wait, or that a node has left. `isOverdue`: no node that has its file has taken it up for a minute. */
const listFree = (): Promise<Free[]> => appClient().$queryRaw<Free[]>`
  select id::text, place,
    beat_at is null or beat_at < clock_timestamp() - ${staleMs} * interval '1 millisecond' as "isOverdue"
  from import_run
  where not is_by_command and (state = 'WAITING'
    or (state = 'RUNNING' and beat_at < clock_timestamp() - ${staleMs} * interval '1 millisecond'))
  order by created_at`;

/** ms until this node may take up an import; null if none waits. */
export async function msUntilNextImport(): Promise<number | null> {
  const free = await listFree();
  if (free.length === 0) return null;
  for (const run of free) if (run.isOverdue || (await isHere(run.place))) return 0;
  return elsewhereMs;
}

/**
 * Takes up the next import that waits, or that a node has left; false if there is none for this node. An uploaded file is on
 * the node that took the upload. If that node is away for a minute, another one takes the import and says so.
 * @param isStopping once true, the import stops before its next item, and waits for another node or the next start
 */
export async function performNextImport(isStopping: () => boolean = () => false): Promise<boolean> {
  for (const { id, place, isOverdue } of await listFree()) {
    if (!(await isHere(place)) && !isOverdue) continue;
    const [run] = await appClient().$queryRaw<{ id: string }[]>`
      update import_run set state = 'RUNNING', beat_at = clock_timestamp() where id = (
        select id from import_run
        where id = ${id}::uuid and (state = 'WAITING'
          or (state = 'RUNNING' and beat_at < clock_timestamp() - ${staleMs} * interval '1 millisecond'))
        for update skip locked)
      returning id::text`;
    if (!run) continue;
    await performImport(run.id, () => {}, isStopping);
    return true;
  }
  return false;
}

const isHere = (place: string): Promise<boolean> =>
  stat(placeOnDisk(place)).then(
    () => true,
    () => false,
  );

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
            await appClient().importRun.update({
              where: { id },
              data: { state: "WAITING", beatAt: new Date() },
              select: { id: true },
            });
          }
          return !isPaused;
        },
      });
      if (!isPaused) await finish(id, { state: "DONE", report: jsonValue(report) });
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

/** @throws SourceError */
async function open(place: string): Promise<Source> {
  if (isUploaded(place) && !(await isHere(place)))
    throw new SourceError(
      "The uploaded file is no longer there: it was deleted, or the server that has it does not run. Upload it again.",
    );
  return openSource(placeOnDisk(place));
}

async function openBoth({ place, pictures }: { place: string; pictures: string }): Promise<Source> {
  const source = await open(place);
  if (pictures === "") return source;
  try {
    return withPictures(source, await open(pictures));
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function optionsOf({ fetchesPictures, ...options }: RunOptions): Promise<ImportOptions> {
  const { name } = await getSiteSettings();
  return { ...options, ...(fetchesPictures === false ? {} : { fetch: { userAgent: `Galley (import for ${name})` } }) };
}

/** @returns whether the import goes on; false once somebody has paused it */
async function writeProgress(id: string, done: number, total: number, report: ImportReport): Promise<boolean> {
  const run = await appClient().importRun.update({
    where: { id },
    data: { done, total, report: jsonValue(report), beatAt: new Date() },
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
