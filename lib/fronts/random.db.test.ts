// Two editors at random on one front, with launches, scheduled launches and take-downs in between.
import { expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { listSections } from "../published/taxonomy/data.ts";
import { publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { getStoredFront } from "./desk-data.ts";
import { discardDraft, editFront, launchFront, restoreLaunch } from "./draft-mutations.ts";
import { getComposedFront } from "./layout-data.ts";
import { containerSchema, type FrontEdit, type FrontLayout } from "./layout-schema.ts";
import { performNextLaunch, scheduleLaunch } from "./schedule-mutations.ts";

const rounds = Number(process.env.GALLEY_FRONT_ROUNDS ?? 25);
/** The same numbers for the same seed, from 0 to below 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const storiesOf = ({ containers }: FrontLayout) => containers.flatMap(({ cards }) => cards.map(({ story }) => story));

test("no story is lost or doubled while two editors change, launch, schedule, discard and restore a front", async () => {
  const random = randomFrom(Number(process.env.GALLEY_FRONT_SEED ?? 7));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const editors = [await createPerson("EDITOR"), await createPerson("EDITOR")] as const;
  const { id: front } = await createSection();
  const stories: string[] = [];
  for (let count = 0; count < 8; count++) {
    const { id } = await createReadyStory(editors[0], { fields: { section: front } });
    await publishStory(editors[0], { storyId: id, version: 0, showUpdated: true });
    stories.push(id);
  }
  const live = new Set(stories);
  const boxes = [1, 2, 3].map(() => containerSchema.parse({ id: newId(), arrangement: "row" }));
  const edit = (editor: Person, change: FrontEdit) => editFront(editor, { front, edit: change });
  for (const { id } of (await getStoredFront(front)).layout.containers)
    await edit(editors[0], { kind: "remove container", container: id });
  for (const container of boxes) await edit(editors[0], { kind: "add container", container, before: null });
  await launchFront(editors[0], { front, version: (await getStoredFront(front)).version, accepted: true });

  const randomEdit = (story: string): FrontEdit =>
    random() < 0.75
      ? { kind: "place", story, container: pick(boxes).id, before: random() < 0.5 ? pick(stories) : null }
      : { kind: "remove", story };
  /** What the change leaves of the set of stories on the front. */
  const applied = (placed: Set<string>, change: FrontEdit) => {
    if (change.kind === "place") placed.add(change.story);
    if (change.kind === "remove") placed.delete(change.story);
  };

  for (let round = 0; round < rounds; round++) {
    const before = await getStoredFront(front);
    const placed = new Set(storiesOf(before.layout));
    const dice = random();
    if (dice < 0.6) {
      // At the same time, about different stories.
      const [one, two] = [pick(stories), pick(stories)];
      const changes = one === two ? [randomEdit(one)] : [randomEdit(one), randomEdit(two)];
      await Promise.all(changes.map((change, index) => edit(editors[index === 0 ? 0 : 1], change)));
      for (const change of changes) applied(placed, change);
      expect(storiesOf((await getStoredFront(front)).layout).sort(), `round ${round}`).toEqual([...placed].sort());
    } else if (dice < 0.7 && before.hasDraft) {
      // An edit and a launch at the same time: either the launch has seen the edit, or it is refused, or the edit comes after it.
      const change = randomEdit(pick(stories));
      applied(placed, change);
      await Promise.all([
        edit(editors[0], change),
        launchFront(editors[1], { front, version: before.version, accepted: true }).catch((error) => {
          if (!(error instanceof DomainError) || error.code !== "CHANGED_MEANWHILE") throw error;
        }),
      ]);
      expect(storiesOf((await getStoredFront(front)).layout).sort(), `round ${round}`).toEqual([...placed].sort());
    } else if (dice < 0.78 && before.hasDraft) {
      const dueAt = new Date(Date.now() + 3_600_000).toISOString();
      const { id } = await scheduleLaunch(editors[0], { front, version: before.version, dueAt });
      const meanwhile = randomEdit(pick(stories));
      await edit(editors[1], meanwhile);
      await appClient().scheduledLaunch.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
      expect(await performNextLaunch()).toMatchObject({ outcome: "DONE" });
      const after = await getStoredFront(front);
      expect(storiesOf(after.liveLayout).sort()).toEqual([...placed].sort());
    } else if (dice < 0.84 && before.hasDraft) {
      await discardDraft(editors[1], { front, version: before.version });
      expect((await getStoredFront(front)).layout).toEqual(before.liveLayout);
    } else if (dice < 0.9) {
      await restoreLaunch(editors[0], {
        front,
        number: 1 + Math.floor(random() * before.number),
        version: before.version,
      });
    } else {
      const story = pick(stories);
      if (live.has(story)) await takeDownStory(editors[0], { storyId: story, reason: "Wrong" });
      else await reinstateStory(editors[0], { storyId: story });
      if (!live.delete(story)) live.add(story);
    }
    const { layout, liveLayout, number } = await getStoredFront(front);
    for (const one of [layout, liveLayout]) expect(new Set(storiesOf(one)).size).toBe(storiesOf(one).length);
    expect(await appClient().frontLaunch.count({ where: { front } })).toBe(number);
    const shown = await getComposedFront(liveLayout, { front, sections: await listSections(), now: new Date() });
    const ids = shown.containers.flatMap((container) => container.stories.map(({ story }) => story.id));
    expect(ids).toEqual(storiesOf(liveLayout).filter((story) => live.has(story)));
  }
});
