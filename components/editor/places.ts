// Remembers in this browser which block of a story was in view, so that the story opens there again, in any tab.

const key = "galley-places";
const maxStories = 100;

type Places = Record<string, string>;
function read(): Places {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as Places) : {};
  } catch {
    return {};
  }
}

/** The id of the block; null if nothing is remembered. */
export function placeIn(storyId: string): string | null {
  const block: unknown = read()[storyId];
  return typeof block === "string" ? block : null;
}

/** Remembers a block, or forgets the story for null. The stories that were not looked at for longest are forgotten first. */
export function keepPlace(storyId: string, block: string | null): void {
  const { [storyId]: _, ...others } = read();
  const all = [...Object.entries(others), ...(block === null ? [] : [[storyId, block] as const])];
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(all.slice(-maxStories))));
  } catch {
    // In a private window or on a full disk, a story opens at its beginning.
  }
}
