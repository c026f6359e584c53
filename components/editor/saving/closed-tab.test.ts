import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { guardDocument } from "#lib/document/guard.ts";
import { ownWork } from "../history/own-work.ts";
import { Reporter } from "../testing/newsroom.ts";
import { openStory, settle } from "../testing/settle.ts";
import { recover, stateFrom } from "./recover.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a closed tab", () => {
  test("stores the queue of a closed tab once, whether or not it had arrived", async () => {
    for (const weather of ["request lost", "answer lost"] as const) {
      const newsroom = openStory();
      const anna = new Reporter(newsroom);
      anna.weather = weather;
      anna.caretAt("three", "after");
      anna.type(" unsent");
      await anna.loop.flush();
      anna.loop.close();
      const tom = new Reporter(newsroom);
      tom.caretAt("One", "before");
      tom.type("tom ");
      await settle(newsroom, tom);
      if (!anna.record) throw new Error("nothing was kept");
      const recovery = await recover(anna.record, newsroom.doors("anna"));
      newsroom.tell();
      expect(recovery).toMatchObject({ done: true, kept: [] });
      expect(tom.state.doc.textContent).toBe("Headtom One two three unsent");
      guardDocument(newsroom.doc);
    }
  });
  test("duplicates nothing by a record that is older than the last save of a closed tab", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("three", "after");
    anna.type("abc");
    const old = structuredClone(anna.record);
    tom.caretAt("One", "before");
    tom.type("tom ");
    await tom.loop.flush();
    await anna.loop.flush();
    await anna.loop.flush();
    expect(newsroom.doc.textContent).toBe("Headtom One two threeabc");
    if (!old) throw new Error("nothing was kept");
    await recover(old, newsroom.doors("anna"));
    expect(newsroom.doc.textContent).toBe("Headtom One two threeabc");
  });
  test("reads the text from the record of a closed tab, even if its stored document is older", async () => {
    const newsroom = openStory();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("three", "after");
    const bases = new Set<unknown>();
    let typed = "";
    for (let round = 0; round < 12; round++) {
      const words = ` ${round} of anna's sentences`;
      anna.type(words);
      typed += words;
      await settle(newsroom, anna);
      tom.caretAt("Head", "after");
      tom.type(".");
      await settle(newsroom, anna, tom);
      anna.type("!");
      typed += "!";
      const { record } = anna;
      if (!record) throw new Error("nothing was kept");
      expect(stateFrom(record)?.confirmed.eq(newsroom.doc)).toBe(true);
      expect(stateFrom(record)?.state.doc.textContent).toBe(`Head${".".repeat(round + 1)}One two three${typed}`);
      bases.add(record.version - record.since.length);
    }
    expect(bases.size).toBe(2); // stored anew once, after two hundred steps
  });
  test("sets changes of a closed tab aside that the server no longer accepts", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.weather = "request lost";
    anna.caretAt("three", "after");
    anna.type(" unsent");
    await anna.loop.flush();
    newsroom.closedTo = "WRONG_STATE";
    if (!anna.record) throw new Error("nothing was kept");
    const { done, kept } = await recover(anna.record, newsroom.doors("anna"));
    expect(done).toBe(true);
    expect(kept.map(({ text }) => text)).toEqual(["unsent"]);
  });
  test("leaves work on a text older than the step log to its author's decision", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.weather = "request lost";
    anna.caretAt("three", "after");
    anna.type(" unsent");
    await anna.loop.flush();
    if (!anna.record) throw new Error("nothing was kept");
    newsroom.closedTo = "LOG_GONE";
    const recovery = await recover(anna.record, newsroom.doors("anna"));
    expect(recovery).toEqual({ done: false, changes: 0, kept: [], isGone: true });
    const work = ownWork(anna.record, anna.state.schema);
    if (!work) throw new Error("the record cannot be read");
    expect([work.base.textContent, work.mine.textContent]).toEqual(["HeadOne two three", "HeadOne two three unsent"]);

    anna.weather = "fine";
    await anna.loop.flush();
    expect([anna.loop.isGone, anna.loop.state]).toMatchObject([
      true,
      { kind: "refused", code: "LOG_GONE", kept: true },
    ]);
    expect(anna.record.steps).toHaveLength(7);
  });
  test("keeps the work of a closed tab in its record while the newsroom is unreachable", async () => {
    const newsroom = openStory();
    const anna = new Reporter(newsroom);
    anna.weather = "request lost";
    anna.caretAt("three", "after");
    anna.type(" unsent");
    await anna.loop.flush();
    if (!anna.record) throw new Error("nothing was kept");
    const { done } = await recover(
      anna.record,
      newsroom.doors("anna", () => "request lost"),
    );
    expect(done).toBe(false);
  });
});
