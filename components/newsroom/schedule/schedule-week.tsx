"use client";
import { notifications } from "@mantine/notifications";
import { type DragEvent, useState } from "react";
import { planStory } from "#lib/assignments/actions.ts";
import type { Deadline } from "#lib/assignments/calendar-data.ts";
import { moveScheduled } from "#lib/fronts/actions.ts";
import type { PlannedLaunch } from "#lib/fronts/calendar-data.ts";
import { reschedule } from "#lib/schedule/actions.ts";
import type { ScheduleRow } from "#lib/schedule/types.ts";
import { explainFront } from "../fronts/front-words.ts";
import { useTimes } from "../newsroom-context.tsx";
import { DeadlineCard, movedDeadline } from "./deadline-card.tsx";
import { LaunchCard } from "./launch-card.tsx";
import { type CardData, cardType, ScheduleCard, useChange } from "./schedule-card.tsx";
import classes from "./schedule-screen.module.css";
import { movedBy } from "./week.ts";

type Day = { day: string; isToday: boolean; rows: ScheduleRow[]; launches: PlannedLaunch[]; deadlines: Deadline[] };

/** The days of a week side by side, one below the other where there is no room. A card can be dropped on another day. */
export function ScheduleWeek({ days }: { days: Day[] }) {
  const isEmpty = days.every(({ rows, launches, deadlines }) => rows.length + launches.length + deadlines.length === 0);
  return (
    <>
      {isEmpty && (
        <p className={`dim ${classes.hint}`}>
          To schedule a story, open it and choose “Publish”, then “At a time”. It then appears here.
        </p>
      )}
      <div className={classes.week}>
        {days.map((day) => (
          <DayColumn key={day.day} {...day} />
        ))}
      </div>
    </>
  );
}

function DayColumn({ day, isToday, rows, launches, deadlines }: Day) {
  const cards = [...rows, ...launches, ...deadlines].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const times = useTimes();
  const { send } = useChange();
  const { send: sendLaunch } = useChange(explainFront);
  const [isOver, setOver] = useState(false);
  const noon = new Date(`${day}T12:00:00Z`);
  const name = new Intl.DateTimeFormat(times.language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(noon);
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const given = event.dataTransfer.getData(cardType);
    if (!given) return;
    event.preventDefault();
    const { kind, id, dueAt, headline } = JSON.parse(given) as CardData;
    const days = Math.round((Date.parse(day) - Date.parse(times.dayKey(new Date(dueAt)))) / 86_400_000);
    if (days === 0) return;
    const moved = movedBy(dueAt, { days }, times.zone);
    if (moved === null)
      notifications.show({
        message: `The clocks change on ${name}, so this time comes twice or not at all. Choose another one in the card’s menu.`,
        color: "red",
        autoClose: 10_000,
      });
    else if (kind === "launch")
      void sendLaunch(() => moveScheduled({ id, dueAt: moved }), `Launch of ${headline} moved to ${name}.`);
    else if (kind === "deadline")
      void send(() => planStory(movedDeadline(id, dueAt, moved)), `“${headline}” is due on ${name}.`);
    else void send(() => reschedule({ actId: id, dueAt: moved }), `“${headline}” moved to ${name}.`);
  };
  return (
    <section
      className={classes.day}
      aria-label={name}
      data-today={isToday || undefined}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(cardType)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2>{isToday ? `${name}, today` : name}</h2>
      {cards.length === 0 && <p className="small dim">Nothing scheduled or due</p>}
      {cards.map((one) =>
        "storyId" in one ? (
          <DeadlineCard key={one.storyId} deadline={one} />
        ) : "front" in one ? (
          <LaunchCard key={one.id} launch={one} />
        ) : (
          <ScheduleCard key={one.id} row={one} />
        ),
      )}
    </section>
  );
}
