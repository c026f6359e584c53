// The ways to the server. Nothing here throws: what did not get through answers OFFLINE.
import { type Heard, live } from "#components/newsroom/live/live.ts";
import type { Result } from "#lib/errors.ts";
import type { Batch } from "#lib/stories/schema.ts";
import type { Log, Saved } from "#lib/stories/types.ts";

export type Offline = { ok: false; code: "OFFLINE" };
export type Answer<T> = Result<T> | Offline;
export type Doors = {
  save(batch: Batch): Promise<Answer<Saved>>;
  fetchLog(storyId: string, version: number): Promise<Answer<Log>>;
  /** For a page that is being closed: true when the browser took it. */
  beacon(batch: Batch): boolean;
  /** Hears what others do. `version` tells what the tab has. It connects again by itself for ever. */
  listen(storyId: string, version: () => number, heard: Heard): () => void;
  /** Tries at once to hear again. */
  retry(): void;
};

const offline: Offline = { ok: false, code: "OFFLINE" };
/** An action that has not answered by then may hang; the route does the same work beside it. Milliseconds. */
const patience = 5_000;
const routePatience = 15_000;
/** Browsers take at most 64 KB in all from a page that closes. */
const beaconLimit = 63_000;

async function ask<T>(url: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(routePatience) });
    const body: unknown = await answer.json();
    const isResult = typeof body === "object" && body !== null && "ok" in body;
    return isResult ? (body as Result<T>) : offline;
  } catch {
    return offline;
  }
}

const post = (batch: Batch): Promise<Answer<Saved>> =>
  ask<Saved>("/api/steps", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(batch),
  });

const after = (ms: number): Promise<"late"> => new Promise((resolve) => setTimeout(() => resolve("late"), ms));

/**
 * Saves through the action; through the route when the action has not answered in time or throws. Both may then be under
 * way with one batch: the server knows it by its id. An action that the build does not know any more is not tried again.
 */
function saver(action: (batch: Batch) => Promise<Result<Saved>>): Doors["save"] {
  let hangs = false;
  let unknown = false;
  return async (batch) => {
    if (hangs || unknown || !navigator.onLine) return post(batch);
    hangs = true;
    const call = action(batch).finally(() => {
      hangs = false;
    });
    call.catch((error: unknown) => {
      unknown ||= error instanceof Error && error.name === "UnrecognizedActionError";
    });
    const answer = await Promise.race([call, after(patience)]).catch(() => "late" as const);
    // A build that changed under the tab may answer an action with nothing at all.
    return answer === "late" || typeof answer?.ok !== "boolean" ? post(batch) : answer;
  };
}

export function serverDoors(action: (batch: Batch) => Promise<Result<Saved>>): Doors {
  return {
    save: saver(action),
    fetchLog: (storyId, version) => ask<Log>(`/api/steps?story=${storyId}&version=${version}`, { method: "GET" }),
    beacon(batch) {
      const body = JSON.stringify(batch);
      return (
        body.length < beaconLimit && navigator.sendBeacon("/api/steps", new Blob([body], { type: "application/json" }))
      );
    },
    listen: (storyId, version, heard) => live().watch(storyId, version, heard),
    retry: () => live().retry(),
  };
}
