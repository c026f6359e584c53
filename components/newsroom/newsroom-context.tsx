"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Person } from "#lib/actor.ts";
import { type Times, timesOf } from "#lib/times.ts";

export type Byline = { id: string; name: string; jobTitle: string };

/** `isOnly`: passwords and passkeys sign nobody in. */
export type SignInProvider = { name: string; isOnly: boolean };

type Newsroom = {
  actor: Person;
  /** Its name. */
  paper?: string;
  /** The provider with which people sign in; null without one. */
  provider?: SignInProvider | null;
  zone: string;
  language: string;
  /** Usual times of publication, "06:00, 17:30". */
  slots?: string;
  /** The person's default byline for a new story; null if there is none. */
  byline: Byline | null;
  /** Base64 key that encrypts what this browser stores for the person. */
  unsentKey: string;
};

const NewsroomContext = createContext<Newsroom | null>(null);

/** Provides client components with the signed-in person and the newsroom's time zone. */
export function NewsroomProvider({ children, ...given }: Newsroom & { children: ReactNode }) {
  const { actor, paper = "", provider = null, zone, language, slots = "", byline, unsentKey } = given;
  const value = useMemo(
    () => ({ actor, paper, provider, zone, language, slots, byline, unsentKey }),
    [actor, paper, provider, zone, language, slots, byline, unsentKey],
  );
  return <NewsroomContext value={value}>{children}</NewsroomContext>;
}

function useNewsroom(): Newsroom {
  const newsroom = useContext(NewsroomContext);
  if (!newsroom) throw new Error("This component belongs inside of the newsroom");
  return newsroom;
}

/** The signed-in person, for policies that decide what to offer. The server checks every action itself. */
export const useActor = (): Person => useNewsroom().actor;

/** The name of the paper. */
export const usePaper = (): string => useNewsroom().paper ?? "";

export const useSignInProvider = (): SignInProvider | null => useNewsroom().provider ?? null;

/** The language and byline of a new story. */
export const useNewStoryFacts = (): Pick<Newsroom, "language" | "byline"> => useNewsroom();

/** The times at which the paper usually publishes. */
export const useSlots = (): string => useNewsroom().slots ?? "";

export const useUnsentKey = (): string => useNewsroom().unsentKey;

/** Formats times in the newsroom's time zone, whatever zone this computer uses. */
export function useTimes(): Times & { zone: string } {
  const { zone, language } = useNewsroom();
  return { ...timesOf(zone, language), zone };
}
