import "server-only";
import { archivePath, correctionsPath } from "../addresses/paths.ts";
import { isPeriod, listDay, listDays, listMonths } from "../published/archive/data.ts";
import { listCorrections } from "../published/corrections/data.ts";
import { loadLatest, moved, notFound } from "./answer-loaders.ts";
import { pageNumber } from "./list-loaders.ts";
import { loadSiteChrome } from "./site-chrome-loaders.ts";

const archivePattern = /^\/archive(?:\/+(\d{4})(?:\/+(\d{1,2})(?:\/+(\d{1,2}))?)?)?\/*$/;

/** The archive, one of its years, months or days; null if the path is not in the archive. */
export async function loadArchive(path: string, asked: string | undefined) {
  const parts = archivePattern.exec(path)?.slice(1);
  if (!parts) return null;
  const period = parts.flatMap((part) => (part === undefined ? [] : [part.padStart(2, "0")])).join("-");
  if (path !== archivePath(period)) return moved(archivePath(period));
  if (period !== "" && !isPeriod(period)) return notFound();
  const { timeZone } = (await loadSiteChrome()).paper;
  if (period.length === 10) return loadDay(period, timeZone, asked);
  if (period.length === 7) {
    const days = await listDays(period, timeZone);
    return days.length > 0 ? { kind: "month" as const, month: period, days, latest: await loadLatest() } : notFound();
  }
  const months = await listMonths(period || null, timeZone);
  return months.length > 0 || period === ""
    ? { kind: "archive" as const, year: period || null, months, latest: await loadLatest() }
    : notFound();
}

async function loadDay(day: string, timeZone: string, asked: string | undefined) {
  const number = pageNumber(asked);
  if (asked === "1") return moved(archivePath(day));
  const list = Number.isNaN(number) ? null : await listDay(day, number, timeZone);
  return list && list.page.cards.length > 0
    ? { kind: "day" as const, day, ...list, latest: await loadLatest() }
    : notFound();
}

/** The list of corrections; null if the path is another one. */
export async function loadCorrections(path: string, asked: string | undefined) {
  if (path.replace(/\/+$/, "") !== correctionsPath) return null;
  if (path !== correctionsPath || asked === "1") return moved(correctionsPath);
  const number = pageNumber(asked);
  const page = Number.isNaN(number) ? null : await listCorrections(number);
  return page && (page.entries.length > 0 || number === 1)
    ? { kind: "corrections" as const, page, latest: await loadLatest() }
    : notFound();
}
