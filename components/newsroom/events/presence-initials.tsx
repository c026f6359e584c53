"use client";
import { Tooltip } from "@mantine/core";
import type { Activity, Here, Present } from "#lib/presence/types.ts";
import { Initials } from "../initials.tsx";
import classes from "./here.module.css";

const liveliness: Record<Activity, number> = { typing: 2, idle: 1, away: 0 };
const words: Record<Activity, string> = { typing: "writing", idle: "here", away: "away" };

/** Each person once, with the most active of their tabs; `without` is left out. */
export function peopleOf(here: readonly Here[], without?: string): Present[] {
  const people = new Map<string, Present>();
  for (const { personId, name, activity } of here) {
    const known = people.get(personId);
    if (personId !== without && (!known || liveliness[activity] > liveliness[known.activity]))
      people.set(personId, { personId, name, activity });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** The initials of the people who have a story open; the label describes them for screen readers. */
export function PresenceInitials({ people, most = 4 }: { people: readonly Present[]; most?: number }) {
  if (people.length === 0) return null;
  const said = people.map(({ name, activity }) => `${name}, ${words[activity]}`).join("; ");
  const shown = people.slice(0, most);
  return (
    <Tooltip label={said} multiline maw={280}>
      <span className={classes.here} role="img" aria-label={`In this story: ${said}`}>
        {shown.map(({ personId, name, activity }) => (
          <span key={personId} className={classes.person} data-activity={activity}>
            <Initials name={name} />
          </span>
        ))}
        {people.length > most && <span className={classes.more}>+{people.length - most}</span>}
      </span>
    </Tooltip>
  );
}
