import type { Failure } from "../errors.ts";

/** What a form of the signed-out pages shows after a refused try: the problem, and what was typed (no passwords). */
export type FormState = { problem: Failure; typed: Record<string, string> } | null;
