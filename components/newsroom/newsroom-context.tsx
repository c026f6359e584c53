"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Person } from "#lib/actor.ts";
import { type Times, timesOf } from "#lib/times.ts";

export type Byline = { id: string; name: string; jobTitle: string };

type Newsroom = {
  actor: Person;
  zone: string;
  language: string;
  /** Under which the person signs a new story; null for somebody without one. */
  byline: Byline | null;
  /** Seals what this browser keeps for the person; base64. */
  unsentKey: string;
};

const NewsroomContext = createContext<Newsroom | null>(null);

/** Gives client components who is signed in and on which clock the newsroom lives. */
export function NewsroomProvider({ children, ...given }: Newsroom & { children: ReactNode }) {
  const { actor, zone, language, byline, unsentKey } = given;
  const value = useMemo(
    () => ({ actor, zone, language, byline, unsentKey }),
    [actor, zone, language, byline, unsentKey],
  );
  return <NewsroomContext value={value}>{children}</NewsroomContext>;
}

function useNewsroom(): Newsroom {
  const newsroom = useContext(NewsroomContext);
  if (!newsroom) throw new Error("This component belongs inside of the newsroom");
  return newsroom;
}

/** Who is signed in, for policies that decide what to offer. What is done, the server decides. */
export const useActor = (): Person => useNewsroom().actor;

/** In which language a new story starts, and who signs it. */
export const useNewStoryFacts = (): Pick<Newsroom, "language" | "byline"> => useNewsroom();

export const useUnsentKey = (): string => useNewsroom().unsentKey;

/** How the newsroom writes times: in its zone, whatever this computer is set to. */
export function useTimes(): Times & { zone: string } {
  const { zone, language } = useNewsroom();
  return { ...timesOf(zone, language), zone };
}
