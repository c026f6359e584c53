// Stories that were started in this window and may not be stored yet.
import { newId } from "#lib/ids.ts";
import { newStoryAddress } from "#lib/stories/schema.ts";
import type { Kind } from "#lib/stories/types.ts";
import { catchTyping, stopCatching } from "./typed-ahead.ts";

const started = new Map<string, { kind: Kind; isCreated: boolean }>();

// The story that was opened last, until the router knows its address. The router may be waiting for the network.
let ahead: string | null = null;
const listeners = new Set<() => void>();
function setAhead(id: string | null): void {
  if (ahead === id) return;
  ahead = id;
  for (const listener of listeners) listener();
}

/** A story that was opened before the router could follow; null once it has, or after going back. */
export const openedAhead = (): string | null => ahead;
export const routerFollowed = (): void => setAhead(null);
export function onOpenedAhead(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

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
  const back = () => {
    if (idHere() === id) return;
    stopCatching();
    setAhead(null);
  };
  addEventListener("popstate", back, { once: true });
  // The second press of a double click would take the focus away: the button may be gone by then.
  const second = (event: MouseEvent) => event.detail > 1 && event.preventDefault();
  addEventListener("mousedown", second, { once: true, capture: true });
  history.pushState(null, "", newStoryAddress(id, kind));
  setAhead(id);
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
