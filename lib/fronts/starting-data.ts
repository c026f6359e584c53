import { v5 } from "uuid";
import { appClient } from "../postgres/app.ts";
import { getSection, listSections } from "../published/taxonomy/data.ts";
import { getFront, planSectionTop } from "./data.ts";
import type { FrontLayout } from "./layout-schema.ts";
import { startingLayout } from "./starting-policy.ts";

/** The layout of a front that nobody has launched yet: what it shows at this moment, with its pins as cards. */
export async function findStartingLayout(front: string): Promise<FrontLayout> {
  const now = new Date();
  const pins = await appClient().pin.findMany({
    where: { front, OR: [{ until: null }, { until: { gt: now } }] },
    select: { storyId: true, until: true },
  });
  const shown = (await listShown(front, now)).map((story) => {
    const pin = pins.find(({ storyId }) => storyId === story);
    return { story, until: pin?.until?.toISOString() ?? null, isPinned: pin !== undefined };
  });
  return startingLayout({ front, shown, idOf: (name) => v5(`${front} ${name}`, v5.URL) });
}

/** Ids of the stories at the top of the front, in the order of its places. */
async function listShown(front: string, now: Date): Promise<string[]> {
  if (front === "front") {
    const { lead, seconds, four } = await getFront(await listSections(), now);
    return [...(lead ? [lead] : []), ...seconds, ...four].map(({ id }) => id);
  }
  const section = await getSection(front);
  if (!section) return [];
  const { lead, seconds } = await planSectionTop(section, now);
  return [...(lead ? [lead] : []), ...seconds].map(({ id }) => id);
}
