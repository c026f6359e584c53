import type { Actor } from "../actor.ts";
import type { ImportState } from "../postgres/generated/enums.ts";
import { has } from "../roles/policy.ts";

export const canImport = (actor: Actor): boolean => has(actor, "settings");

/** Bytes of an uploaded archive. */
export const maxArchiveBytes = 20_000_000_000;

/** ms after which a node that works on an import has written that it does; twice that, and the import is free. */
export const beatMs = 2_000;
/** An import whose node has been silent for so long may be taken up by another node. */
export const staleMs = 60_000;

type Run = { state: ImportState; isDryRun: boolean; beatAt: Date | null };

/** Whether a process is working on it, as far as the database knows. */
export const isRunning = ({ state, beatAt }: Run, now: Date): boolean =>
  state === "RUNNING" && beatAt !== null && now.getTime() - beatAt.getTime() < staleMs;

/** An import whose command was killed goes on nowhere: it is shown as failed, and a node can resume it. */
export function asSeen<Row extends { state: ImportState; beatAt: Date | null; isByCommand: boolean; problem?: string }>(
  run: Row,
  now: Date,
): Row {
  const isLeft = run.isByCommand && run.state === "RUNNING" && !isRunning({ ...run, isDryRun: false }, now);
  return isLeft ? { ...run, state: "FAILED", problem: "The command was stopped before it had finished." } : run;
}

/** A dry run has made nothing, and one that runs must be paused first. */
export const canUndo = (run: Run, now: Date): boolean =>
  !run.isDryRun && run.state !== "UNDONE" && run.state !== "WAITING" && !isRunning(run, now);
