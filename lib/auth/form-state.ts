import type { Failure } from "../errors.ts";

/** The state of a signed-out form after a refused attempt: the problem, and the typed values (no passwords). */
export type FormState = { problem: Failure; typed: Record<string, string> } | null;

/** The same for a form that does not sign in. `done`: it succeeded, for this address. */
export type RequestState = {
  problem: Failure | null;
  typed: Record<string, string>;
  done: { email: string; isRestored?: boolean } | null;
} | null;
