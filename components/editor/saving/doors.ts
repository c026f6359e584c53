// The ways to the server. Nothing here throws: what did not get through answers OFFLINE.
import type { Failure, Result } from "#lib/errors.ts";
import type { Batch } from "#lib/stories/schema.ts";
import type { Log, Saved, StoryStatus } from "#lib/stories/types.ts";

export type Offline = { ok: false; code: "OFFLINE" };
export type Answer<T> = Result<T> | Offline;
export type Heard = {
  steps: (log: Log) => void;
  status: (status: StoryStatus) => void;
  /** The server ended the stream: this person is out, or the story is not open to them any more. */
  gone: (code: Failure["code"]) => void;
  /** The stream broke, or is here again. */
  broken: () => void;
  open: () => void;
};

export type Doors = {
  save(batch: Batch): Promise<Answer<Saved>>;
  fetchLog(storyId: string, version: number): Promise<Answer<Log>>;
  /** For a page that is being closed: true when the browser took it. */
  beacon(batch: Batch): boolean;
  listen(storyId: string, version: number, heard: Heard): () => void;
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

function listen(storyId: string, version: number, heard: Heard): () => void {
  const events = new EventSource(`/api/events?story=${storyId}&version=${version}`);
  const on = <T>(name: string, take: (data: T) => void) =>
    events.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data) as T));
  on<Log>("steps", heard.steps);
  on<StoryStatus>("status", heard.status);
  on<{ code: Failure["code"] }>("gone", ({ code }) => {
    events.close();
    heard.gone(code);
  });
  events.onopen = heard.open;
  // Its own way of connecting again would ask for the steps after an old version: close, and let the loop open a new one.
  events.onerror = () => {
    events.close();
    heard.broken();
  };
  return () => events.close();
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
    listen,
  };
}
