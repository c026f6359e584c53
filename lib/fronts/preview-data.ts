// A front as readers would get it, from a draft or an earlier launch.
import { appClient } from "../postgres/app.ts";
import { listMostRead } from "../published/card-data.ts";
import { getSection, listTopicsOfTheDay } from "../published/taxonomy/data.ts";
import type { NavSection } from "../published/types.ts";
import { shownRead } from "../reads/schema.ts";
import { factsForPreview } from "../rights/data.ts";
import { getMostRead } from "../site/data.ts";
import { getStoredFront } from "./desk-data.ts";
import { getComposedFront } from "./layout-data.ts";
import { type FrontLayout, readLayout } from "./layout-schema.ts";

const topicsOnFront = 16;

/** "draft", "live", or the number of a launch. */
async function layoutOf(front: string, which: string): Promise<FrontLayout | null> {
  if (which === "draft") return (await getStoredFront(front)).layout;
  if (which === "live") return (await getStoredFront(front)).liveLayout;
  if (!/^[1-9]\d{0,8}$/.test(which)) return null;
  const row = await appClient().frontLaunch.findUnique({
    where: { front_number: { front, number: Number(which) } },
    select: { layout: true },
  });
  return row && readLayout(row.layout);
}

/** All that the page of a front shows; null where there is no such front or launch. */
export async function getFrontPreview(front: string, which: string, sections: readonly NavSection[]) {
  const section = front === "front" ? null : await getSection(front);
  if (front !== "front" && !section) return null;
  const layout = await layoutOf(front, which);
  if (!layout) return null;
  const [composed, topics, mostRead] = await Promise.all([
    getComposedFront(layout, { front, sections, now: new Date() }, (ids) => factsForPreview(appClient(), ids)),
    listTopicsOfTheDay(topicsOnFront),
    getMostRead().then(listMostRead),
  ]);
  return { section, composed, topics, mostRead: mostRead.slice(0, shownRead) };
}
