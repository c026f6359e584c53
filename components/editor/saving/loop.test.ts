import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema, SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { FieldStep, SetStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import type { Batch } from "#lib/stories/schema.ts";
import { ownWork } from "../history/own-work.ts";
import { Newsroom, Reporter } from "../testing/newsroom.ts";
import { recover, stateFrom } from "./recover.ts";
import { wordsFor } from "./state-line.tsx";

const open = (parts: StoryParts = { headline: "Head", body: [paragraph("One two three")] }): Newsroom =>
  new Newsroom(storyDocument(parts));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Everybody sends and receives until nothing is new. */
async function settle(newsroom: Newsroom, ...reporters: Reporter[]): Promise<void> {
  for (let i = 0; i < 20; i++) {
    for (const reporter of reporters) await reporter.loop.flush();
    newsroom.tell();
    if (reporters.every(({ loop }) => !loop.hasUnsent)) break;
  }
  guardDocument(newsroom.doc);
  for (const reporter of reporters) expect(reporter.state.doc.eq(newsroom.doc)).toBe(true);
}

describe("saving", () => {
  test("saves half a second after the last key and shows it", async () => {
    const newsroom = open();
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
    const newsroom = open();
    const anna = new Reporter(newsroom);
    anna.caretAt("three", "after");
    for (let i = 0; i < 11; i++) {
      anna.type("x");
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(newsroom.version).toBeGreaterThan(8);
  });
  test("keeps unconfirmed changes and stores them once when the answer was lost", async () => {
    const newsroom = open();
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
    const newsroom = open();
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
  test("retries a failed save by itself with growing delays", async () => {
    const newsroom = open();
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
    const newsroom = open();
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
    const newsroom = open();
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

describe("two people", () => {
  test("keeps what two people write, even in one position", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("two", "after");
    tom.caretAt("two", "after");
    anna.type(" anna");
    tom.type(" tom");
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toContain(" anna");
    expect(newsroom.doc.textContent).toContain(" tom");
  });
  test("keeps text that the author of a deletion could not see", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    tom.caretAt("One t", "after");
    tom.type("NEW");
    anna.selectWords("One two three");
    anna.press("Backspace");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadNEW");
  });
  test("keeps each of several words that others inserted into a deleted range", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    tom.caretAt("One", "after");
    tom.type("A");
    tom.caretAt("two", "after");
    tom.type("B");
    anna.selectWords("One two three");
    anna.type("x");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect([...newsroom.doc.textContent.slice(4)].sort().join("")).toBe("ABx");
    anna.press("Mod-z");
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toContain("A");
    expect(newsroom.doc.textContent).toContain("B");
  });
  test("keeps words that a third person inserted into a second person's text", async () => {
    const newsroom = open();
    const [anna, tom, rosa] = [new Reporter(newsroom), new Reporter(newsroom), new Reporter(newsroom)];
    anna.selectWords("One two three");
    anna.press("Backspace");
    tom.caretAt("One t", "after");
    tom.type("ABCD");
    await settle(newsroom, tom, rosa);
    rosa.caretAt("AB", "after");
    rosa.type("x");
    await rosa.loop.flush();
    await settle(newsroom, anna, tom, rosa);
    expect(newsroom.doc.textContent).toBe("HeadABxCD");
  });
  test("keeps what others add later to words that a deletion spared", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.selectWords("One two three");
    anna.press("Backspace");
    anna.weather = "request lost";
    for (const [after, words] of [
      ["One", "A"],
      ["thr", "B"],
    ] as const) {
      tom.caretAt(after, "after");
      tom.type(words);
      await tom.loop.flush();
      newsroom.tell();
    }
    anna.weather = "fine";
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadAB");
  });
  test("restores words once that two people delete and both restore by undo", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const one of [anna, tom]) {
      one.weather = "request lost";
      one.selectWords("two ");
      one.press("Backspace");
      one.press("Mod-z");
    }
    anna.weather = "fine";
    await settle(newsroom, anna, tom);
    tom.weather = "fine";
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadOne two three");
  });
  test("does not mistake retyping of words that two people deleted for an undo", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const one of [anna, tom]) {
      one.selectWords("two");
      one.press("Backspace");
    }
    tom.dispatch(tom.state.tr.insertText("two"));
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("HeadOne two three");
  });
  test("shows a paragraph once that two people moved", async () => {
    const newsroom = open({ body: [paragraph("First"), paragraph("Second"), paragraph("Third")] });
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const one of [anna, tom]) {
      const from = one.find("Second") - 1;
      const block = one.state.doc.nodeAt(from);
      if (!block) throw new Error("no block");
      one.dispatch(one.state.tr.delete(from, from + block.nodeSize).insert(from - 7, block));
    }
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("SecondFirstThird");
  });
  test("sets text aside whose position was deleted", async () => {
    const newsroom = open({ body: [paragraph("First"), paragraph("Second")] });
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("Fir", "after");
    anna.type("my own words");
    tom.selectWords("First");
    tom.press("Backspace");
    await tom.loop.flush();
    await settle(newsroom, anna, tom);
    expect(anna.kept).toEqual(["my own words"]);
    expect(tom.kept).toEqual([]);
  });
  test("reverts only one's own words by undo", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.caretAt("three", "after");
    anna.type(" anna");
    await settle(newsroom, anna, tom);
    tom.caretAt("One", "before");
    tom.type("tom ");
    await settle(newsroom, anna, tom);
    anna.press("Mod-z");
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.textContent).toBe("Headtom One two three");
  });
  test("keeps both topics that two people add at the same time", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    const topics = [newId(), newId()];
    anna.dispatch(anna.state.tr.step(new SetStep("topics", topics[0] ?? "", true)));
    tom.dispatch(tom.state.tr.step(new SetStep("topics", topics[1] ?? "", true)));
    await settle(newsroom, anna, tom);
    expect([...newsroom.doc.attrs.topics].sort()).toEqual([...topics].sort());
  });
  test("shows the second of two people who set a field the conflict and the other value", async () => {
    const newsroom = open();
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    anna.dispatch(anna.state.tr.step(new FieldStep(null, "place", "", "Ropewalk")));
    tom.dispatch(tom.state.tr.step(new FieldStep(null, "place", "", "Quay")));
    tom.dispatch(tom.state.tr.step(new FieldStep(null, "place", "Quay", "Customs Quay")));
    await anna.loop.flush();
    await settle(newsroom, anna, tom);
    expect(newsroom.doc.attrs.place).toBe("Ropewalk");
    expect(tom.lostFields).toMatchObject([{ node: null, field: "place", mine: "Customs Quay" }]);
    expect(anna.lostFields).toEqual([]);
  });
  test("gives a block that two people move at the same time two ids", async () => {
    const newsroom = open({ body: [paragraph("First"), paragraph("Second"), paragraph("Third")] });
    const [anna, tom] = [new Reporter(newsroom), new Reporter(newsroom)];
    for (const reporter of [anna, tom]) {
      const from = reporter.find("Second") - 1;
      const block = reporter.state.doc.nodeAt(from);
      if (!block) throw new Error("no block");
      const tr = reporter.state.tr.delete(from, from + block.nodeSize);
      const body = reporter.state.doc.content.size - block.nodeSize;
      reporter.dispatch(reporter === anna ? tr.insert(4, block) : tr.insert(body, block));
    }
    await settle(newsroom, anna, tom);
  });
});

describe("a tab that died", () => {
  test("stores the queue of a closed tab once, whether or not it had arrived", async () => {
    for (const weather of ["request lost", "answer lost"] as const) {
      const newsroom = open();
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
    const newsroom = open();
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
    const newsroom = open();
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
    const newsroom = open();
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
    const newsroom = open();
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
    const newsroom = open();
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

describe("who wrote what", () => {
  const [anna, ben] = ["0190a6c0-0000-7000-8000-00000000000a", "0190a6c0-0000-7000-8000-00000000000b"] as const;
  const insertion = (personId: string) =>
    documentSchema.mark("insertion", { id: "s1", person: personId, at: new Date().toISOString() });

  test("takes over the server's signature on words typed into a colleague's suggestion, and keeps later typing", async () => {
    const newsroom = open();
    newsroom.signs = true;
    const [writer, colleague] = [new Reporter(newsroom, { personId: anna }), new Reporter(newsroom, { personId: ben })];
    colleague.caretAt("One two", "after");
    colleague.dispatch(
      colleague.state.tr.insert(colleague.state.selection.from, documentSchema.text(" and", [insertion(ben)])),
    );
    await settle(newsroom, colleague, writer);
    writer.caretAt("One two an", "after");
    writer.type("xy");
    await writer.loop.flush();
    writer.type("z"); // not sent when the signature arrives
    await settle(newsroom, colleague, writer);
    const signed: string[] = [];
    newsroom.doc.descendants((node) => {
      for (const { attrs } of node.marks) signed.push(`${attrs.person === anna ? "Anna" : "Ben"}: ${node.text}`);
    });
    expect(signed).toEqual(["Ben:  an", "Anna: xyz", "Ben: d"]);
  });

  test("attributes a step that a colleague sent under this tab's id to the colleague", async () => {
    const newsroom = open();
    const [writer, colleague] = [new Reporter(newsroom, { personId: anna }), new Reporter(newsroom, { personId: ben })];
    writer.caretAt("three", "after");
    writer.type("!");
    colleague.caretAt("One", "before");
    colleague.type("Forged ");
    await newsroom.doors(ben).save({
      storyId: "story",
      clientId: writer.clientId,
      batchId: "batch-of-ben",
      version: 0,
      schemaNumber: SCHEMA_NUMBER,
      steps: colleague.record?.steps ?? [],
    });
    await settle(newsroom, writer);
    expect(newsroom.doc.textContent).toBe("HeadForged One two three!");
  });
});

describe("a new story", () => {
  const creates = { kind: "STORY", language: "en", authors: [] } as const;

  test("sends a new story until the server has it, and subscribes to events only then", async () => {
    const newsroom = open({ headline: "", body: [paragraph("")] });
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
    const newsroom = open({ headline: "", body: [paragraph("")] });
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
    const newsroom = open({ headline: "", body: [paragraph("")] });
    const anna = new Reporter(newsroom, { creates: { ...creates, authors: [] } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await anna.loop.flushAll()).toBe(true);
    anna.loop.lastWords();
    expect(newsroom.version).toBe(0);
    expect(anna.record).toBe(null);
  });
});
