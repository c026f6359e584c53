import type { Person } from "../actor.ts";
import { transaction } from "../postgres/app.ts";
import { calendarToken } from "./calendar-policy.ts";

/** Gives the actor's calendar a new secret address. The old one answers 404 from now on. */
export const renewCalendar = (actor: Person): Promise<{ path: string }> =>
  transaction(async (tx) => {
    const { calendarSeries } = await tx.person.update({
      where: { id: actor.id },
      data: { calendarSeries: { increment: 1 } },
      select: { calendarSeries: true },
    });
    return { path: `/api/calendar/${calendarToken(actor.id, calendarSeries)}` };
  });
