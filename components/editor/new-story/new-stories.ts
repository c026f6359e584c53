// Stories that were started in this window and may not be stored yet.
import { newId } from "#lib/ids.ts";
import { newStoryAddress } from "#lib/stories/policy.ts";
import type { Kind } from "#lib/stories/types.ts";
import { catchTyping, stopCatching } from "./typed-ahead.ts";

const started = new Map<string, { kind: Kind; isCreated: boolean }>();

/**
 * Opens an empty story at once, without a request: the address changes, `StartedHere` shows the editor, and text typed
 * meanwhile is buffered. Must be called in the event handler of the click or key, or phones do not show their keyboard.
 */
export function startNewStory(kind: Kind): void {
  const open = idHere();
  if (open !== null && started.get(open)?.isCreated === false) {
    catchTyping(open); // the second click of a double click
    return;
  }
  const id = newId();
  started.set(id, { kind, isCreated: false });
  catchTyping(id);
  // The person went back before the editor was rendered.
  addEventListener("popstate", () => idHere() !== id && stopCatching(), { once: true });
  history.pushState(null, "", newStoryAddress(id, kind));
}

const idHere = (): string | null => /^\/desk\/stories\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;

export const startedHere = (id: string): { kind: Kind; isCreated: boolean } | undefined => started.get(id);

/** From now on the address is that of a stored story. */
export function markCreated(id: string): void {
  const known = started.get(id);
  if (known) known.isCreated = true;
  else started.set(id, { kind: "STORY", isCreated: true });
  const path = `/desk/stories/${id}`;
  if (location.pathname === path && location.search !== "") history.replaceState(null, "", `${path}${location.hash}`);
}
