import type { Failure } from "../errors.ts";

/** What a form of the signed-out pages shows after a refused try: the problem, and what was typed (no passwords). */
export type FormState = { problem: Failure; typed: Record<string, string> } | null;

/** The same of a form that signs nobody in. `done`: it worked, for this address. */
export type RequestState = {
  problem: Failure | null;
  typed: Record<string, string>;
  done: { email: string; isRestored?: boolean } | null;
} | null;
