// What readers reported. Staff only: the reader role has no grant on the table.
import type { Actor } from "../actor.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { storiesFor } from "../roles/data.ts";
import { listNameable, visibleTo } from "../stories/data.ts";
import { canHandleReports, correctsAll } from "./policy.ts";
import type { ReportsQuery } from "./schema.ts";
import type { ReportRow } from "./types.ts";

const pageSize = 50;

/** The number of open reports; 0 for people who may not handle them. */
export async function countOpenReports(actor: Actor): Promise<number> {
  if (!canHandleReports(actor)) return 0;
  return appClient().readerReport.count({ where: { AND: [{ handledAt: null }, await reportsFor(actor)] } });
}

/** The reports about stories that the actor may correct. */
async function reportsFor(actor: Actor): Promise<Prisma.ReaderReportWhereInput> {
  if (correctsAll(actor)) return {};
  const about = await appClient().readerReport.findMany({ distinct: ["storyId"], select: { storyId: true } });
  const stories = await appClient().story.findMany({
    where: {
      AND: [
        { id: { in: about.map(({ storyId }) => storyId) } },
        visibleTo(actor),
        storiesFor(actor, "correct", "readers"),
      ],
    },
    select: { id: true },
  });
  return { storyId: { in: stories.map(({ id }) => id) } };
}

/** The reports that are open, or those that are done; newest first. @throws NOT_ALLOWED */
export async function listReports(
  actor: Actor,
  { show, after }: ReportsQuery,
  size = pageSize,
): Promise<Page<ReportRow>> {
  if (!canHandleReports(actor)) throw new DomainError("NOT_ALLOWED");
  const last = readTimeCursor(after);
  const rows = await appClient().readerReport.findMany({
    where: {
      AND: [
        { handledAt: show === "done" ? { not: null } : null },
        await reportsFor(actor),
        last ? { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: last.id } }] } : {},
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: size + 1,
  });
  const page = toPage(rows, size, (row) => writeTimeCursor(row.at, row.id));
  const [stories, people] = await Promise.all([
    listNameable(
      appClient(),
      actor,
      page.rows.map(({ storyId }) => storyId),
    ),
    appClient().person.findMany({
      where: { id: { in: page.rows.flatMap(({ handledById }) => handledById ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  const headlines = new Map(stories.map((story) => [story.id, story.headline]));
  const names = new Map(people.map((person) => [person.id, person.name]));
  return {
    next: page.next,
    rows: page.rows.map(({ storyId, handledAt, handledById, ...row }) => ({
      id: row.id,
      story: { id: storyId, headline: headlines.get(storyId) ?? "" },
      blockId: row.blockId,
      quote: row.quote,
      message: row.message,
      email: row.email,
      at: row.at.toISOString(),
      handled: handledAt && { at: handledAt.toISOString(), by: names.get(handledById ?? "") ?? "Somebody" },
    })),
  };
}
