import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { embed } from "#lib/document/blocks/embed/block.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { Newsroom, Reporter } from "../testing/newsroom.ts";
import type { Kept } from "./kept.ts";
import { fieldsAmong } from "./kept.ts";
import { recover } from "./recover.ts";
import { keepBoth, keepMine, wordsOfVersions } from "./versions.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const film = embed({ embed: "vimeo:1", title: "Film" });
const open = () =>
  new Newsroom(
    storyDocument({ headline: "Head", body: [paragraph("First"), paragraph("Second"), film, paragraph("End")] }),
  );

async function settle(...people: Reporter[]): Promise<void> {
  for (let i = 0; i < 40; i++) await vi.advanceTimersByTimeAsync(1_000);
  expect(people.every(({ loop }) => !loop.hasUnsent)).toBe(true);
}

/** Anna writes into a paragraph that Tom changes meanwhile. */
async function conflict(tomWrites: string) {
  const newsroom = open();
  const [anna, tom] = [new Reporter(newsroom, { personId: "anna" }), new Reporter(newsroom, { personId: "tom" })];
  anna.caretAt("Seco", "after");
  anna.type("my own words");
  tom.selectWords("Second");
  tom.press("Backspace");
  if (tomWrites) tom.type(tomWrites);
  await tom.loop.flush();
  newsroom.tell();
  await settle(anna, tom);
  const kept = anna.aside[0] as Kept;
  return { newsroom, anna, kept };
}
const lines = ({ state }: Reporter) => {
  guardDocument(state.doc);
  return state.doc.children.slice(2).map(({ textContent }) => textContent);
};

describe("two versions of a paragraph", () => {
  test("are both shown, with the person who changed it", async () => {
    const { anna, kept } = await conflict("Another");
    expect(kept).toMatchObject({ text: "my own words", by: "tom" });
    expect(wordsOfVersions(anna.state, kept)).toEqual({ mine: "Secomy own wordsnd", theirs: "Another" });
  });

  test("become mine, or both in order, by choice; without a choice theirs stays", async () => {
    const { anna, kept } = await conflict("Another");
    expect(lines(anna)).toEqual(["First", "Another", "Film", "End"]);
    const both = keepBoth(anna.state, kept);
    if (both) anna.dispatch(both);
    expect(lines(anna)).toEqual(["First", "Another", "Secomy own wordsnd", "Film", "End"]);
    const again = await conflict("Another");
    const mine = keepMine(again.anna.state, again.kept);
    if (mine) again.anna.dispatch(mine);
    expect(lines(again.anna)).toEqual(["First", "Secomy own wordsnd", "Film", "End"]);
  });

  test("say that theirs is a deletion, and put mine back into its place", async () => {
    const { anna, kept } = await conflict("");
    expect(wordsOfVersions(anna.state, kept).theirs).toBeNull();
    const mine = keepMine(anna.state, kept);
    if (mine) anna.dispatch(mine);
    expect(lines(anna)).toEqual(["First", "Secomy own wordsnd", "Film", "End"]);
  });
});

test("the value of a block that a colleague changed first is kept, also from a tab that died", async () => {
  const newsroom = open();
  const id = String(newsroom.doc.child(4).attrs.id);
  const set = (value: string) => new FieldStep(id, "embed", "vimeo:1", value);
  const [anna, tom] = [new Reporter(newsroom, { personId: "anna" }), new Reporter(newsroom, { personId: "tom" })];
  anna.weather = "request lost";
  anna.dispatch(anna.state.tr.step(set("vimeo:2")));
  await anna.loop.flush();
  const record = anna.record;
  anna.loop.close();
  tom.dispatch(tom.state.tr.step(set("vimeo:3")));
  await tom.loop.flush();
  if (!record) throw new Error("no record");
  const recovery = recover(record, newsroom.doors("anna"));
  for (let i = 0; i < 20; i++) await vi.advanceTimersByTimeAsync(1_000);
  const { done, kept } = await recovery;
  expect(done).toBe(true);
  expect(fieldsAmong(kept)).toMatchObject([{ node: id, field: "embed", mine: "vimeo:2", personId: "tom" }]);
});
