import type { Actor } from "../actor.ts";
import { slugFrom } from "../addresses/slug.ts";
import { DomainError } from "../errors.ts";
import { topicName } from "../import/names.ts";
import { type ImportReport, meaningOf, newReport, placeOf } from "../import/report.ts";
import { appClient } from "../postgres/app.ts";
import { isSameName } from "../stories/importing/policy.ts";
import { asSeen, canImport, canUndo } from "./policy.ts";
import { type FindProblems, importOptionsSchema, type OnlyImport, type RunOptions } from "./schema.ts";
import type { FoundInArchive, FoundProblems, ImportRow } from "./types.ts";

/** Imports that the list shows. */
const listLength = 50;

type Row = Omit<ImportRow, "counts" | "createdAt" | "finishedAt" | "canUndo"> &
  ImportRow["counts"] & { createdAt: Date; finishedAt: Date | null; beatAt: Date | null; isByCommand: boolean };

/** The newest imports. @throws NOT_ALLOWED */
export async function listImports(actor: Actor, now = new Date()): Promise<ImportRow[]> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  // Counts alone: a report may hold tens of thousands of warnings.
  const rows = await appClient().$queryRaw<Row[]>`
    select r.id::text, r.name, format, is_dry_run as "isDryRun", r.state::text as state, done, total, problem,
      p.name as by, r.created_at as "createdAt", finished_at as "finishedAt", beat_at as "beatAt",
      is_by_command as "isByCommand",
      coalesce((report ->> 'imported')::int, 0) as imported, coalesce((report ->> 'live')::int, 0) as live,
      coalesce((report ->> 'drafts')::int, 0) as drafts, coalesce((report ->> 'known')::int, 0) as known,
      coalesce((report ->> 'published')::int, 0) as published, coalesce((report ->> 'replaced')::int, 0) as replaced,
      jsonb_array_length(options -> 'only') as "only", coalesce((report ->> 'pictures')::int, 0) as pictures,
      coalesce((report ->> 'files')::int, 0) as files,
      coalesce(jsonb_array_length(report -> 'skipped'), 0) as skipped,
      coalesce(jsonb_array_length(report -> 'warnings'), 0) + coalesce((report ->> 'furtherWarnings')::int, 0) as warnings
    from import_run r left join person p on p.id = r.started_by_id
    order by r.created_at desc, r.id desc limit ${listLength}`;
  const seen = rows.map((row) => asSeen(row, now));
  return seen.map((each) => {
    const {
      imported,
      live,
      drafts,
      known,
      published,
      replaced,
      pictures,
      files,
      skipped,
      warnings,
      beatAt,
      isByCommand: _,
      ...row
    } = each;
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      canUndo: canUndo({ state: row.state, isDryRun: row.isDryRun, beatAt }, now),
      counts: { imported, live, drafts, known, published, replaced, pictures, files, skipped, warnings },
    };
  });
}

/** @throws NOT_ALLOWED, NOT_FOUND */
export async function getImportReport(
  actor: Actor,
  { importId }: OnlyImport,
): Promise<{ name: string; report: ImportReport; options: RunOptions; place: string; pictures: string }> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  const run = await appClient().importRun.findUnique({
    where: { id: importId },
    select: { name: true, report: true, isDryRun: true, options: true, place: true, pictures: true },
  });
  if (!run) throw new DomainError("NOT_FOUND");
  const { name, place, pictures } = run;
  const options = importOptionsSchema.parse(run.options);
  return {
    name,
    place,
    pictures,
    options,
    report: { ...newReport(run.isDryRun), ...(run.report as Partial<ImportReport>) },
  };
}

/** Items with problems that a screen lists. */
const maxItems = 200;

/**
 * The items of an import that were skipped or have warnings, as places for `RepeatImport.only`. Only those whose place or problem holds
 * the query, ignoring case. @throws NOT_ALLOWED, NOT_FOUND
 */
export async function findProblems(actor: Actor, { importId, query }: FindProblems): Promise<FoundProblems> {
  const { report } = await getImportReport(actor, { importId });
  const wanted = query.toLowerCase();
  const items = new Map<string, string[]>();
  const note = (place: string, problem: string) => {
    if (wanted === "" || `${place} ${problem}`.toLowerCase().includes(wanted))
      items.set(place, [...(items.get(place) ?? []), problem]);
  };
  for (const { reason, ...place } of report.skipped) note(placeOf(place), reason);
  for (const { item, file, kind, what } of report.warnings) note(item ?? file, `${meaningOf(kind)}: ${what}`);
  const all = [...items].map(([place, problems]) => ({
    place,
    problems: problems.slice(0, 3),
    count: problems.length,
  }));
  return { items: all.slice(0, maxItems), total: all.length };
}

/** Names of one kind that a screen lists. */
const maxNames = 500;

/**
 * The names that a dry run has found, most used first, with the names that are here already, and its skipped items and warnings by kind.
 * @throws NOT_ALLOWED, NOT_FOUND
 */
export async function getFoundNames(actor: Actor, only: OnlyImport): Promise<FoundInArchive> {
  const { report, options } = await getImportReport(actor, only);
  const found = (kind: keyof ImportReport["names"], here: readonly string[]) => {
    const names = Object.entries(report.names[kind])
      .sort((a, b) => b[1] - a[1])
      .slice(0, maxNames);
    return names.map(([name, count]) => {
      const to = options.mapping?.[kind][name] ?? null;
      const others = [...here, ...names.map(([other]) => other)].filter((other) => other !== name);
      return { name, count, to, ...likenessOf(kind, name, here, others) };
    });
  };
  const select = { name: true } as const;
  const [sections, topics, authors] = await Promise.all([
    appClient().section.findMany({ select, orderBy: { name: "asc" }, take: maxNames }),
    appClient().topic.findMany({ where: { aliasOfId: null }, select, orderBy: { name: "asc" }, take: maxNames }),
    appClient().author.findMany({ where: { aliasOfId: null }, select, orderBy: { name: "asc" }, take: maxNames }),
  ]);
  const here = (rows: { name: string }[]) => [...new Set(rows.map(({ name }) => name))];
  const named = { sections: here(sections), topics: here(topics), authors: here(authors) };
  const names = {
    sections: { found: found("sections", named.sections), here: named.sections },
    topics: { found: found("topics", named.topics), here: named.topics },
    authors: { found: found("authors", named.authors), here: named.authors },
  };
  return { names, findings: findingsOf(report) };
}

function findingsOf({ skipped, warnings }: ImportReport): FoundInArchive["findings"] {
  const counts = new Map<string, number>();
  if (skipped.length > 0) counts.set("items are skipped", skipped.length);
  for (const { kind } of warnings) counts.set(meaningOf(kind), (counts.get(meaningOf(kind)) ?? 0) + 1);
  return [...counts].map(([meaning, count]) => ({ meaning, count })).sort((a, b) => b.count - a.count);
}

/** The name with which the import takes this one for the same, and those that look like it and stay apart. */
function likenessOf(
  kind: keyof ImportReport["names"],
  name: string,
  here: readonly string[],
  others: readonly string[],
) {
  const wanted = kind === "topics" ? topicName(name) : name;
  const isSame = (other: string) => isSameName(other, wanted);
  const same = here.find((other) => other.toLowerCase() === wanted.toLowerCase()) ?? here.find(isSame) ?? null;
  const slug = slugFrom(wanted);
  const alike = others.filter((other) => slug !== "" && slugFrom(other) === slug && !isSame(other));
  return { same, alike: [...new Set(alike)].slice(0, 5) };
}
