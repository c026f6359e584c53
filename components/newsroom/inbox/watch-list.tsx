"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { setWatching } from "#lib/inbox/actions.ts";
import type { WatchKind, WatchRow } from "#lib/notices/types.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./watching.module.css";

const titles: Record<WatchKind, string> = { STORY: "Stories", SECTION: "Sections", PERSON: "People" };

/** What a person watches or has muted, by kind, with buttons to change it. */
export function WatchList({ rows }: { rows: readonly WatchRow[] }) {
  if (rows.length === 0)
    return (
      <p className="dim">
        You are not watching anything yet. You get notices about your own stories and assignments anyway.
      </p>
    );
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, group]) => (
    <section key={kind} aria-labelledby={`watch-${kind}`}>
      <h3 id={`watch-${kind}`}>{titles[kind]}</h3>
      <ul className={classes.list}>
        {group.map((row) => (
          <Line key={row.subjectId} row={row} />
        ))}
      </ul>
    </section>
  ));
}

function Line({ row: { kind, subjectId, name, isMuted } }: { row: WatchRow }) {
  const { send, pending, failure } = useServerAction(setWatching);
  const button = (label: string, how: "WATCH" | "MUTE" | "USUAL") => (
    <Button
      size="xs"
      variant="default"
      disabled={pending}
      aria-label={`${label}: ${name}`}
      onClick={() => send({ kind, subjectId, how })}
    >
      {label}
    </Button>
  );
  return (
    <li>
      <span className={classes.name}>
        {kind === "STORY" ? (
          <Link className="link" href={`/desk/stories/${subjectId}`} prefetch={false}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi>{name}</bdi>
        )}
        <span>{isMuted ? "Muted" : "Watching"}</span>
      </span>
      <span className={classes.buttons}>
        {isMuted ? button("Watch", "WATCH") : button("Mute", "MUTE")}
        {isMuted ? button("Unmute", "USUAL") : button("Stop watching", "USUAL")}
      </span>
      <Problem failure={failure} />
    </li>
  );
}
