"use client";
import Link from "next/link";
import { Fragment } from "react";
import type { EventRow } from "#lib/audit/data.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { useTimes } from "../newsroom-context.tsx";
import classes from "./audit.module.css";
import { actorOf, sentenceOf } from "./sentences.ts";

const columns: Column<EventRow>[] = [
  { head: "When", width: 200, phone: "below", cell: ({ at }) => <Exactly at={at} /> },
  {
    head: "Action",
    phone: "title",
    cell: (event) => (
      <span className={classes.sentence}>
        <b>{actorOf(event)}</b> <Sentence event={event} />
      </span>
    ),
  },
];

/** A log shows the exact time, not how long ago it was. */
function Exactly({ at }: { at: Date | string }) {
  const times = useTimes();
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} className={classes.time}>
      {times.full(instant)}
    </time>
  );
}

function Sentence({ event }: { event: EventRow }) {
  return sentenceOf(event).map((part, index) => {
    const key = `${event.id} ${index}`;
    if (typeof part === "string") return <Fragment key={key}>{part}</Fragment>;
    if (part.href === null) return <b key={key}>{part.text}</b>;
    return (
      <Link key={key} className="link" href={part.href} prefetch={false}>
        {part.text}
      </Link>
    );
  });
}

export function AuditLog({ events }: { events: EventRow[] }) {
  return (
    <DataTable
      label="Actions, newest first"
      columns={columns}
      rows={events}
      keyOf={({ id }) => id}
      empty="No actions match. Clear a filter, or choose a longer period."
    />
  );
}
