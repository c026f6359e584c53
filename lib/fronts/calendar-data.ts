// Scheduled launches beside the scheduled acts of stories.
import type { Actor } from "../actor.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { namesOf } from "./desk-data.ts";
import { canLaunchFront } from "./policy.ts";

/** A scheduled launch as the schedule lists it. */
export type PlannedLaunch = {
  id: string;
  front: string;
  name: string;
  /** Of the public page. */
  path: string;
  dueAt: string;
  by: string;
  state: "DUE" | "DONE" | "STOPPED";
  /** Whole seconds since it was due, while it is. */
  lateSeconds: number;
  mayChange: boolean;
};

type Wanted = { from: string; to: string; section?: string | undefined; person?: string | undefined };

/** Launches that are due or were performed in a span of time, and all that were stopped and not dealt with or are overdue. */
export async function listPlannedLaunches(
  actor: Actor,
  { from, to, section, person }: Wanted,
  now = new Date(),
): Promise<PlannedLaunch[]> {
  const between: Prisma.ScheduledLaunchWhereInput = { dueAt: { gte: new Date(from), lt: new Date(to) } };
  const rows = await appClient().scheduledLaunch.findMany({
    where: {
      ...(section && { front: section }),
      ...(person && { actorId: person }),
      OR: [
        { ...between, state: { in: ["DUE", "DONE", "STOPPED"] } },
        { state: "STOPPED" },
        { state: "DUE", dueAt: { lt: now } },
      ],
    },
    select: { id: true, front: true, dueAt: true, actorId: true, state: true },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: 200,
  });
  if (rows.length === 0) return [];
  const ids = rows.map(({ front }) => front).filter((id) => id !== "front");
  const [people, sections, fronts] = await Promise.all([
    namesOf(rows.map(({ actorId }) => actorId)),
    appClient().section.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, path: true } }),
    appClient().front.findMany({
      where: { id: { in: rows.map(({ front }) => front) } },
      select: { id: true, launchers: true },
    }),
  ]);
  return rows.map(({ id, front, dueAt, actorId, state }) => {
    const found = sections.find((one) => one.id === front);
    const launchers = fronts.find((one) => one.id === front)?.launchers ?? [];
    return {
      id,
      front,
      name: found?.name ?? "Front page",
      path: found?.path ?? "/",
      dueAt: dueAt.toISOString(),
      by: people.get(actorId) ?? "",
      state: state === "DONE" || state === "STOPPED" ? state : "DUE",
      lateSeconds: state === "DUE" ? Math.max(0, Math.floor((now.getTime() - dueAt.getTime()) / 1_000)) : 0,
      mayChange: canLaunchFront(actor, { id: front, launchers }),
    };
  });
}
