// What a person watches or has muted.

import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import type { WatchKind, WatchRow } from "../notices/types.ts";
import { appClient } from "../postgres/app.ts";
import { worksWithOthers } from "../roles/policy.ts";
import { visibleTo } from "../stories/data.ts";

export type Watching = "WATCH" | "MUTE" | "USUAL";

/** Whether the actor watches one thing or has muted it. */
export async function getWatching(actor: Person, kind: WatchKind, subjectId: string): Promise<Watching> {
  if (!isId(subjectId)) throw new DomainError("NOT_FOUND");
  const row = await appClient().watch.findUnique({
    where: { personId_kind_subjectId: { personId: actor.id, kind, subjectId } },
    select: { isMuted: true },
  });
  return row === null ? "USUAL" : row.isMuted ? "MUTE" : "WATCH";
}

const kinds: readonly WatchKind[] = ["STORY", "SECTION", "PERSON"];

/** Everything that the actor watches or has muted and may still see, by kind and name. Contributors see stories only. */
export async function listWatches(actor: Person): Promise<WatchRow[]> {
  const rows = await appClient().watch.findMany({
    where: { personId: actor.id, ...(worksWithOthers(actor) ? {} : { kind: "STORY" }) },
    orderBy: [{ kind: "asc" }, { subjectId: "asc" }],
    take: 1000,
    select: { kind: true, subjectId: true, isMuted: true },
  });
  const ids = (kind: WatchKind) => rows.flatMap((row) => (row.kind === kind ? [row.subjectId] : []));
  const [stories, sections, people] = await Promise.all([
    appClient().story.findMany({
      where: { AND: [{ id: { in: ids("STORY") } }, visibleTo(actor)] },
      select: { id: true, headline: true },
    }),
    appClient().section.findMany({ where: { id: { in: ids("SECTION") } }, select: { id: true, name: true } }),
    appClient().person.findMany({ where: { id: { in: ids("PERSON") } }, select: { id: true, name: true } }),
  ]);
  const names = new Map([
    ...stories.map(({ id, headline }) => [id, headline || "Untitled"] as const),
    ...[...sections, ...people].map(({ id, name }) => [id, name] as const),
  ]);
  return rows
    .flatMap((row) => {
      const name = names.get(row.subjectId);
      return name === undefined ? [] : [{ ...row, name }];
    })
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.name.localeCompare(b.name, "en"));
}
