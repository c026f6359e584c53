import { describe, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { listMostRead } from "../published/card-data.ts";
import { getMostRead } from "../site/data.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { countReads, renewMostRead } from "./mutations.ts";
import { minReadStories, mostReadTag } from "./schema.ts";

/** A day of its own for each test: what is read on others does not count. */
let days = 0;
const aDay = () => new Date(Date.UTC(2021, 5, ++days * 3, 12, 30));
const hours = (at: Date, before: number) => new Date(at.getTime() - before * 3_600_000);

async function createLiveStories(editor: Person, count: number) {
  const stories: { id: string; path: string }[] = [];
  for (let index = 0; index < count; index++) {
    const { id, version } = await createReadyStory(editor, { headline: unique(`Read ${index}`) });
    const { path } = await publishStory(editor, { storyId: id, version, showUpdated: false });
    stories.push({ id, path });
  }
  return stories;
}
const listed = getMostRead;
const purges = () => appClient().pressPurge.count({ where: { tags: { has: mostReadTag } } });

describe("the most read", () => {
  test("reads are summed over all nodes by address, and addresses without a story are ignored", async () => {
    const editor = await createPerson("EDITOR");
    const [a, b] = await createLiveStories(editor, 2);
    const at = aDay();
    const reads = new Map([
      [a?.path ?? "", 3],
      [`${b?.path}/`, 2],
      [b?.path ?? "", 1],
      ["/", 100],
      ["/no/such/page", 5],
      ["/%E0", 1],
    ]);
    await Promise.all([countReads(reads, at), countReads(reads, at), countReads(new Map([...reads].reverse()), at)]);
    await countReads(new Map(), at);
    const rows = await appClient().storyRead.findMany({
      where: { storyId: { in: [a?.id ?? "", b?.id ?? ""] } },
      orderBy: { storyId: "asc" },
    });
    expect(rows).toEqual([
      { hour: new Date(Date.UTC(2021, 5, days * 3, 12)), storyId: a?.id, reads: 9 },
      { hour: new Date(Date.UTC(2021, 5, days * 3, 12)), storyId: b?.id, reads: 9 },
    ]);
  });

  test("the most read list covers a day, halves a read after eight hours, and refreshes pages only for a new order", async () => {
    const editor = await createPerson("EDITOR");
    const stories = await createLiveStories(editor, 6);
    const at = aDay();
    const [first, second, third, fourth, fifth, old] = stories.map(({ path }) => path);
    const ids = stories.slice(0, 5).map(({ id }) => id);
    await countReads(new Map([[old ?? "", 1_000]]), hours(at, 25));
    await countReads(new Map([[second ?? "", 199]]), hours(at, 8));
    await countReads(
      new Map([
        [first ?? "", 100],
        [third ?? "", 50],
        [fourth ?? "", 40],
        [fifth ?? "", 30],
      ]),
      at,
    );
    expect(await renewMostRead(at)).toEqual({ stories: 5, changed: true });
    expect(await listed()).toEqual(ids);
    const before = await purges();
    expect(await renewMostRead(at)).toEqual({ stories: 5, changed: false });
    expect(await purges()).toBe(before);
    await countReads(new Map([[second ?? "", 100]]), at);
    expect(await renewMostRead(at)).toEqual({ stories: 5, changed: true });
    expect(await purges()).toBe(before + 1);
    expect((await listed()).slice(0, 2)).toEqual([stories[1]?.id, stories[0]?.id]);
  });

  test("the most read list needs five stories and leaves out unpublished ones", async () => {
    const editor = await createPerson("EDITOR");
    const stories = await createLiveStories(editor, minReadStories);
    const at = aDay();
    await countReads(new Map(stories.slice(1).map(({ path }) => [path, 1])), at);
    expect(await renewMostRead(at)).toMatchObject({ stories: 0 });
    await countReads(new Map(stories.map(({ path }) => [path, 1])), at);
    expect(await renewMostRead(at)).toMatchObject({ stories: minReadStories });
    await takeDownStory(editor, { storyId: stories[0]?.id ?? "", reason: "A test" });
    const page = newRenderContext();
    const shown = await renderContexts().run(page, async () => listMostRead(await listed()));
    // At once, before the list is made anew; the page is printed again when it is reinstated.
    expect(shown.map(({ id }) => id).sort()).toEqual(
      stories
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect(page.tags).toContain(`story:${stories[0]?.id}`);
    expect(page.soon).toContain(mostReadTag);
    expect(await renewMostRead(at)).toMatchObject({ stories: 0, changed: true });
  });
});
