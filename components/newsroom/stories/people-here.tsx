"use client";
import { useEffect, useState } from "react";
import type { Present } from "#lib/presence/types.ts";
import { eventHub } from "../events/event-hub.ts";
import { PresenceInitials, peopleOf } from "../events/presence-initials.tsx";
import { useActor } from "../newsroom-context.tsx";

/** The colleagues who have the story of a row open now. */
export function PeopleHere({ storyId }: { storyId: string }) {
  const { id } = useActor();
  const [people, setPeople] = useState<Present[]>([]);
  useEffect(() => eventHub().watchPeople(storyId, (here) => setPeople(peopleOf(here, id))), [storyId, id]);
  return <PresenceInitials people={people} most={3} />;
}
