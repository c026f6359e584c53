"use client";
import { useEffect, useState } from "react";
import type { Result } from "#lib/errors.ts";
import { readTakenDown } from "#lib/stories/publishing/actions.ts";
import type { Publication } from "#lib/stories/types.ts";
import { keepReading } from "../keep-reading.ts";

export type TakenDown = NonNullable<Awaited<ReturnType<typeof readTakenDown>> extends Result<infer T> ? T : never>;

/** Who took the story down, when and why; null until it is loaded, and for a story that is not taken down. */
export function useTakenDown(storyId: string, publication: Publication): TakenDown | null {
  const [found, setFound] = useState<TakenDown | null>(null);
  useEffect(() => {
    setFound(null);
    if (publication === "TAKEN_DOWN") return keepReading(() => readTakenDown({ storyId }), setFound);
    return undefined;
  }, [storyId, publication]);
  return found;
}
