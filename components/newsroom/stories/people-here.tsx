"use client";
import { useEffect, useState } from "react";
import type { Present } from "#lib/presence/types.ts";
import { HereNow, peopleOf } from "../live/here.tsx";
import { live } from "../live/live.ts";
import { useActor } from "../newsroom-context.tsx";

/** Who else has the story of a row open at the moment. */
export function PeopleHere({ storyId }: { storyId: string }) {
  const { id } = useActor();
  const [people, setPeople] = useState<Present[]>([]);
  useEffect(() => live().watchPeople(storyId, (here) => setPeople(peopleOf(here, id))), [storyId, id]);
  return <HereNow people={people} most={3} />;
}
