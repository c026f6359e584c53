"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { Person } from "#lib/actor.ts";

const ActorContext = createContext<Person | null>(null);

/** Gives client components who is signed in, for policies that decide what to offer. The server decides what is done. */
export function ActorProvider({ actor, children }: { actor: Person; children: ReactNode }) {
  return <ActorContext value={actor}>{children}</ActorContext>;
}

export function useActor(): Person {
  const actor = useContext(ActorContext);
  if (!actor) throw new Error("useActor is used outside of the newsroom");
  return actor;
}
