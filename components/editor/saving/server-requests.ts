// Requests to the server. They never throw: a request that did not get through resolves to OFFLINE.
import { eventHub, type StoryListener } from "#components/newsroom/events/event-hub.ts";
import type { Result } from "#lib/errors.ts";
import type { Batch } from "#lib/stories/schema.ts";
import type { Log, Saved } from "#lib/stories/types.ts";

export type Offline = { ok: false; code: "OFFLINE" };
export type Answer<T> = Result<T> | Offline;
export type ServerRequests = {
  save(batch: Batch): Promise<Answer<Saved>>;
  fetchLog(storyId: string, version: number): Promise<Answer<Log>>;
  /** Saves while the page closes; true if the browser accepted the request. */
  beacon(batch: Batch): boolean;
  /** Subscribes to others' changes. `version` returns this tab's version. Reconnects by itself. */
  listen(storyId: string, version: () => number, heard: StoryListener): () => void;
  /** Reconnects at once. */
  retry(): void;
};

const offline: Offline = { ok: false, code: "OFFLINE" };
/** Milliseconds after which an action may hang and the route is tried as well. */
const patience = 5_000;
const routePatience = 15_000;
/** Browsers send at most 64 KB in total while a page closes. */
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
 * Saves through the action, and through the route if the action does not respond in time or throws. Both may then process the
 * same batch, which the server recognises by its id. An action that the new build no longer has is not tried again.
 */
function saver(action: (batch: Batch) => Promise<Result<Saved>>): ServerRequests["save"] {
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
    // After a new build was deployed, an action may respond with nothing.
    return answer === "late" || typeof answer?.ok !== "boolean" ? post(batch) : answer;
  };
}

export function serverRequests(action: (batch: Batch) => Promise<Result<Saved>>): ServerRequests {
  return {
    save: saver(action),
    fetchLog: (storyId, version) => ask<Log>(`/api/steps?story=${storyId}&version=${version}`, { method: "GET" }),
    beacon(batch) {
      const body = JSON.stringify(batch);
      return (
        body.length < beaconLimit && navigator.sendBeacon("/api/steps", new Blob([body], { type: "application/json" }))
      );
    },
    listen: (storyId, version, heard) => eventHub().watch(storyId, version, heard),
    retry: () => eventHub().retry(),
  };
}
