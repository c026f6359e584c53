import { expect, test, vi } from "vitest";
import { newId } from "#lib/ids.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { listener } from "../postgres/listener.ts";
import { Board, board } from "./board.ts";
import { announce } from "./mutations.ts";

/** On a busy machine everything takes longer. */
const patience = { timeout: 30_000 };

test("rejects presence that is sent for a colleague's tab", async () => {
  const [anna, ben] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
  const { id: storyId } = await createReadyStory(anna);
  await vi.waitFor(() => expect(listener().isListening).toBe(true), patience);
  const tab = { storyId, tabId: newId(), activity: "typing" as const, place: null, gone: false };
  const own = { ...tab, tabId: newId() };
  const here = () =>
    board()
      .here(storyId)
      .map(({ personId, tabId }) => [personId, tabId]);
  await announce(anna, { tabs: [tab] });
  await vi.waitFor(() => expect(here()).toEqual([[anna.id, tab.tabId]]), patience);
  await announce(ben, { tabs: [{ ...tab, gone: true }, { ...tab, activity: "away" }, own] });
  await vi.waitFor(() => expect(here()).toContainEqual([ben.id, own.tabId]), patience);
  expect(here()).toEqual([
    [anna.id, tab.tabId],
    [ben.id, own.tabId],
  ]);
});

test("forgets a tab of which nothing is heard for half a minute, and shows that to everybody in the story", async () => {
  const [storyId, personId] = [newId(), newId()];
  await vi.waitFor(() => expect(listener().isListening).toBe(true), patience);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  try {
    const own = new Board();
    const seen: string[][] = [];
    own.watch(storyId, (here) => seen.push(here.map(({ tabId }) => tabId)));
    const tab = { storyId, tabId: newId(), personId, name: "Ben", activity: "idle", place: null, gone: false } as const;
    own.say(tab);
    await vi.waitFor(() => expect(seen).toEqual([[], [tab.tabId]]), patience);
    vi.advanceTimersByTime(20_000);
    expect(own.here(storyId)).toHaveLength(1);
    vi.advanceTimersByTime(15_000);
    expect(own.here(storyId)).toEqual([]);
    expect(seen).toEqual([[], [tab.tabId], []]);
  } finally {
    vi.useRealTimers();
  }
});
