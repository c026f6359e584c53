import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { type EventRow, listEvents } from "./data.ts";
import { canReadAudit } from "./policy.ts";
import type { EventsQuery } from "./schema.ts";

type ExportOptions = { format: "csv" | "json"; zone: string; pageSize?: number };

/** The events that a filter finds, newest first, as a file that is written while it is sent. @throws NOT_ALLOWED */
export function exportEvents(actor: Actor, query: EventsQuery, options: ExportOptions): AsyncGenerator<string> {
  if (!canReadAudit(actor)) throw new DomainError("NOT_ALLOWED");
  return options.format === "csv" ? csvOf(actor, query, options) : jsonOf(actor, query, options);
}

async function* pagesOf(
  actor: Actor,
  query: EventsQuery,
  { zone, pageSize = 1_000 }: ExportOptions,
): AsyncGenerator<EventRow[]> {
  for (let after = query.after; ; ) {
    const { rows, next } = await listEvents(actor, { ...query, after }, zone, pageSize);
    yield rows;
    if (!next) return;
    after = next;
  }
}

const columns = ["at", "action", "actor", "actor_id", "subject_kind", "subject_id", "subject_name", "detail", "id"];

async function* csvOf(actor: Actor, query: EventsQuery, options: ExportOptions): AsyncGenerator<string> {
  yield `${columns.join(",")}\r\n`;
  for await (const rows of pagesOf(actor, query, options)) yield rows.map((row) => `${lineOf(row)}\r\n`).join("");
}

const lineOf = (row: EventRow): string =>
  [
    row.at.toISOString(),
    row.action,
    row.actor?.name ?? "",
    row.actor?.id ?? "",
    row.subjectKind,
    row.subjectId ?? "",
    row.subjectName,
    JSON.stringify(row.detail),
    row.id,
  ]
    .map(cell)
    .join(",");

/** An apostrophe keeps spreadsheets from reading a name as a formula. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function* jsonOf(actor: Actor, query: EventsQuery, options: ExportOptions): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const rows of pagesOf(actor, query, options)) {
    if (rows.length === 0) continue;
    const lines = rows.map(({ id, at, action, actor: by, subjectKind, subjectId, subjectName, detail }) =>
      JSON.stringify({
        id,
        at,
        action,
        actor: by,
        subject: { kind: subjectKind, id: subjectId, name: subjectName },
        detail,
      }),
    );
    yield separator + lines.join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
