import { LRUCache } from "lru-cache";
import type { Person } from "../actor.ts";
import { listVisible } from "../stories/data.ts";
import { board } from "./board.ts";
import type { Announcement } from "./schema.ts";

/** Who may see which story, remembered for ten seconds. The key is the person and the story. */
const seen = new LRUCache<string, true>({ max: 10_000, ttl: 10_000 });

/** Tells everybody what the actor's tabs do. What the actor may not see is left out without a word. */
export async function announce(actor: Person, { tabs }: Announcement): Promise<void> {
  const asked = [...new Set(tabs.map(({ storyId }) => storyId))];
  const visible = new Set(asked.filter((storyId) => seen.get(`${actor.id} ${storyId}`)));
  const unknown = asked.filter((storyId) => !visible.has(storyId));
  if (unknown.length > 0)
    for (const storyId of await listVisible(actor, unknown)) {
      seen.set(`${actor.id} ${storyId}`, true);
      visible.add(storyId);
    }
  for (const tab of tabs) if (visible.has(tab.storyId)) board().say({ ...tab, personId: actor.id, name: actor.name });
}
