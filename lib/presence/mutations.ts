import type { Person } from "../actor.ts";
import { listVisible } from "../stories/data.ts";
import { board } from "./board.ts";
import type { Announcement } from "./schema.ts";

/** Longest time in milliseconds for which it is believed that a person may still see a story. */
const believed = 10_000;
const seen = new Map<string, number>();

/** Tells everybody what the actor's tabs do. What the actor may not see is left out without a word. */
export async function announce(actor: Person, { tabs }: Announcement): Promise<void> {
  const now = Date.now();
  const asked = [...new Set(tabs.map(({ storyId }) => storyId))];
  const unknown = asked.filter((storyId) => (seen.get(`${actor.id} ${storyId}`) ?? 0) < now - believed);
  if (unknown.length > 0) {
    if (seen.size > 10_000) seen.clear();
    for (const storyId of await listVisible(actor, unknown)) seen.set(`${actor.id} ${storyId}`, now);
  }
  for (const tab of tabs)
    if ((seen.get(`${actor.id} ${tab.storyId}`) ?? 0) >= now - believed)
      board().say({ ...tab, personId: actor.id, name: actor.name });
}
