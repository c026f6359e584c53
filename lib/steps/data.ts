// The log of a story's steps, wherever its rows lie: one each at first, in packs after seven days.
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import type { Log, LoggedStep } from "./types.ts";

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Maximum number of steps in one response; the client requests more. */
export const logPage = 5_000;

/** Rows as a pack keeps them: brotli of a JSON list. Quality 9: within a few per cent of the best, in a tenth of the time. */
export const packSteps = (rows: readonly LoggedStep[]): Promise<Buffer> =>
  compress(JSON.stringify(rows), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });

export async function unpackSteps(bytes: Uint8Array): Promise<LoggedStep[]> {
  const rows = JSON.parse((await decompress(bytes)).toString("utf8")) as (Omit<LoggedStep, "at"> & { at: string })[];
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

const columns = {
  version: true,
  step: true,
  clientId: true,
  batchId: true,
  personId: true,
  at: true,
  origin: true,
} as const;

/**
 * The steps after version `from` with all that is known of each, at most 5,000. The caller has checked the actor.
 * @throws LOG_GONE when the log kept begins later than `from`
 */
export async function readSteps(client: Transaction, storyId: string, from: number): Promise<LoggedStep[]> {
  const rows: LoggedStep[] = await client.storyStep.findMany({
    where: { storyId, version: { gt: from } },
    orderBy: { version: "asc" },
    take: logPage,
    select: columns,
  });
  if (rows[0]?.version === from + 1) return rows;
  // A tab that is up to date asks most often: no rows, and nothing packed after it either.
  const packs = await client.storyStepPack.findMany({
    where: { storyId, toVersion: { gt: from } },
    orderBy: { fromVersion: "asc" },
    take: logPage / 500 + 1,
    select: { toVersion: true, steps: true },
  });
  const packed = (await Promise.all(packs.map(({ steps }) => unpackSteps(steps)))).flat();
  const last = packs.at(-1)?.toVersion ?? from;
  // While a pack is being made its rows may be seen in both places.
  const all = [...packed.filter(({ version }) => version > from), ...rows.filter(({ version }) => version > last)];
  if (all[0]?.version !== from + 1 && (all.length > 0 || (await isBehind(client, storyId, from))))
    throw new DomainError("LOG_GONE", { from });
  const gap = all.findIndex((row, index) => row.version !== from + 1 + index);
  return all.slice(0, gap < 0 ? logPage : Math.min(gap, logPage));
}

/** Whether steps after `from` were made and are not there; one that arrived a moment ago is. */
async function isBehind(client: Transaction, storyId: string, from: number): Promise<boolean> {
  const story = await client.story.findUnique({ where: { id: storyId }, select: { version: true } });
  if (!story || story.version <= from) return false;
  return (await client.storyStep.count({ where: { storyId, version: from + 1 } })) === 0;
}

/** As `readSteps`, in the form in which tabs take it. @throws LOG_GONE */
export async function readLog(client: Transaction, storyId: string, from: number): Promise<Log> {
  const rows = await readSteps(client, storyId, from);
  return {
    from,
    version: rows.at(-1)?.version ?? from,
    steps: rows.map((row) => row.step),
    clientIds: rows.map((row) => row.clientId),
    personIds: rows.map((row) => row.personId),
  };
}
