import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import type { Batch } from "#lib/stories/schema.ts";
import { Reporter } from "../testing/newsroom.ts";
import { openStory, settle } from "../testing/settle.ts";
import { recover } from "./recover.ts";
import { wordsFor } from "./state-line.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("saving", () => {
  test("saves half a second after the last key and shows it", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    anna.type(" four");
    expect(anna.loop.state.kind).toBe("saving");
    await vi.advanceTimersByTimeAsync(499);
    expect(newsroom.version).toBe(0);
    await vi.advanceTimersByTimeAsync(2);
    expect(newsroom.doc.textContent).toBe("HeadOne two three four");
    expect(anna.loop.state).toEqual({ kind: "saved", at: "2026-11-24T12:00:00.000Z" });
    expect(anna.record).toBe(null);
  });
  test("saves within two seconds of the first key during continuous typing", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    for (let i = 0; i < 11; i++) {
      anna.type("x");
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(newsroom.version).toBeGreaterThan(8);
  });
  test("keeps unconfirmed changes and stores them once when the answer was lost", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.weather = "answer lost";
    anna.caretAt("three", "after");
    anna.type("!");
    await anna.loop.flush();
    expect(anna.loop.state).toEqual({ kind: "offline", changes: 1, kept: true });
    expect(anna.record?.steps).toHaveLength(1);
    anna.type("?");
    expect(anna.loop.state).toEqual({ kind: "offline", changes: 2, kept: true });
    anna.weather = "fine";
    await settle(newsroom, anna);
    expect(newsroom.doc.textContent).toBe("HeadOne two three!?");
    expect(anna.loop.state.kind).toBe("saved");
    expect(anna.record).toBe(null);
  });
  test("reports an unreachable database, keeps the text, and saves it afterwards", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    newsroom.closedTo = "BUSY";
    anna.caretAt("three", "after");
    anna.type("!");
    await anna.loop.flush();
    expect(wordsFor(anna.loop.state, () => "")).toBe(
      "The server cannot save at the moment, 1 change kept on this computer",
    );
    newsroom.closedTo = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(newsroom.doc.textContent).toBe("HeadOne two three!");
    expect(anna.loop.state.kind).toBe("saved");
  });
  test("saves at once when a status arrives, since the database is back then", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    newsroom.closedTo = "BUSY";
    anna.caretAt("three", "after");
    anna.type("!");
    await vi.advanceTimersByTimeAsync(35_000); // the next attempt would be half a minute later
    expect(anna.loop.state).toMatchObject({ kind: "offline", isBusy: true });
    newsroom.closedTo = null;
    newsroom.tellStatus();
    await vi.advanceTimersByTimeAsync(10);
    expect(anna.loop.state.kind).toBe("saved");
    expect(newsroom.doc.textContent).toBe("HeadOne two three!");
  });
  test("waits in pauses for an input method that composes a word, then sends everything", async () => {
    const newsroom = openStory();
    let asked = 0;
    let isComposing = true;
    // Ends by itself, or a loop without pauses would never let this test fail.
    const anna = new Reporter(newsroom, { readyToSend: () => ++asked > 1_000 || !isComposing });
    anna.caretAt("three", "after");
    anna.type("!");
    const sent = anna.loop.flushAll();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBeLessThan(100);
    expect(newsroom.version).toBe(0);
    isComposing = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await sent).toBe(true);
    expect(newsroom.doc.textContent).toContain("three!");
  });
  test("stops waiting for a save once the story is closed", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom, { readyToSend: () => false });
    anna.caretAt("three", "after");
    anna.type("!");
    const sent = anna.loop.flushAll();
    anna.loop.close();
    await vi.advanceTimersByTimeAsync(100);
    expect(await sent).toBe(false);
  });
  test("retries a failed save by itself with growing delays", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.weather = "request lost";
    anna.caretAt("three", "after");
    anna.type("!");
    await vi.advanceTimersByTimeAsync(10_000);
    anna.weather = "fine";
    await vi.advanceTimersByTimeAsync(31_000);
    expect(newsroom.doc.textContent).toBe("HeadOne two three!");
  });
  test("says so when the person loses access to the story, without claiming that something is unsaved", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    newsroom.endAccess();
    expect(wordsFor(anna.loop.state, () => "")).toBe("You no longer have access to this story.");
    newsroom.closedTo = "NOT_FOUND";
    anna.caretAt("three", "after");
    anna.type("!");
    await anna.loop.flush();
    expect(wordsFor(anna.loop.state, () => "")).toMatch(/^Not saved: .*Copy your text to keep it\.$/);
    expect(anna.state.doc.textContent).toContain("three!");
  });
  test("shows the reason when the server refuses a save, keeps the text, and does not retry by itself", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    newsroom.closedTo = "WRONG_STATE";
    anna.caretAt("three", "after");
    anna.type("!");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(anna.loop.state).toMatchObject({ kind: "refused", code: "WRONG_STATE", changes: 1, kept: true });
    expect(anna.state.doc.textContent).toContain("three!");
    newsroom.closedTo = null;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(newsroom.version).toBe(0);
    anna.loop.retry();
    await vi.advanceTimersByTimeAsync(1);
    expect(newsroom.doc.textContent).toContain("three!");
  });
});

describe("a new story", () => {
  const creates = { kind: "STORY", language: "en", authors: [] } as const;

  test("sends a new story until the server has it, and subscribes to events only then", async () => {
    const newsroom = openStory({ headline: "", body: [paragraph("")] });
    const created: boolean[] = [];
    const given = { creates: { ...creates, authors: [] }, onCreated: () => created.push(true) };
    const anna = new Reporter(newsroom, given);
    const batches: Batch[] = [];
    const save = newsroom.save.bind(newsroom);
    newsroom.save = (batch, personId) => {
      batches.push(batch);
      return save(batch, personId);
    };
    expect(newsroom.listeners).toBe(0);
    anna.weather = "answer lost";
    anna.type("A");
    await anna.loop.flush();
    expect(anna.record?.creates).toEqual(creates);
    anna.weather = "fine";
    anna.type("B");
    await settle(newsroom, anna);
    expect(batches.map((batch) => batch.creates)).toEqual([creates, creates, undefined]);
    expect(created).toEqual([true]);
    expect(newsroom.listeners).toBe(1);
    expect(anna.record).toBe(null);
  });

  test("creates a new story from the record of a tab that was closed before sending", async () => {
    const newsroom = openStory({ headline: "", body: [paragraph("")] });
    const anna = new Reporter(newsroom, { creates: { ...creates, authors: [] } });
    anna.weather = "request lost";
    anna.type("Ferry");
    await anna.loop.flush();
    anna.loop.close();
    const batches: Batch[] = [];
    const save = newsroom.save.bind(newsroom);
    newsroom.save = (batch, personId) => {
      batches.push(batch);
      return save(batch, personId);
    };
    const record = anna.record;
    if (!record) throw new Error("nothing was kept");
    expect(await recover(record, newsroom.doors("person"))).toMatchObject({ done: true });
    expect(batches[0]?.creates).toEqual(creates);
    expect(newsroom.doc.textContent).toBe("Ferry");
  });

  test("sends no request for a new story before the first character", async () => {
    const newsroom = openStory({ headline: "", body: [paragraph("")] });
    const anna = new Reporter(newsroom, { creates: { ...creates, authors: [] } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await anna.loop.flushAll()).toBe(true);
    anna.loop.sendOnLeave();
    expect(newsroom.version).toBe(0);
    expect(anna.record).toBe(null);
  });
});
