// Common complaints about other newsroom systems, tested with the real saving loop on a real database.
import { describe, expect, test, vi } from "vitest";
import { peopleOf } from "#components/newsroom/events/presence-initials.tsx";
import type { Person } from "#lib/actor.ts";
import { bulletList, documentFromJson, paragraph } from "#lib/document/build.ts";
import { applySteps } from "#lib/document/guard.ts";
import { FieldStep, SetStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { getLiveStory } from "#lib/published/data.ts";
import { failure } from "#lib/result.ts";
import { getLog, getOpenStory, getStatus } from "#lib/stories/data.ts";
import { publishStory, takeDownStory } from "#lib/stories/publishing/mutations.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import type { Batch } from "#lib/stories/schema.ts";
import * as verbs from "#lib/stories/verbs/mutations.ts";
import { createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { Desk } from "../testing/desk.ts";
import { StoryLoop } from "./loop.ts";
import type { Answer, ServerRequests } from "./server-requests.ts";

const answer = async <T>(work: Promise<T>): Promise<Answer<T>> => {
  try {
    return { ok: true, data: await work };
  } catch (error) {
    return failure(error, "test");
  }
};

/** A person with the story open, using the server's own mutations. */
class Tab extends Desk {
  readonly loop: StoryLoop;
  readonly sent: Batch[] = [];
  readonly kept: string[] = [];
  /** What the network does with the next save: pass it on, or hold it until it is released. */
  held: Promise<void> | null = null;
  #requestCount = 0;

  private constructor(actor: Person, storyId: string, open: Awaited<ReturnType<typeof getOpenStory>>) {
    super(documentFromJson(open.document), open.version);
    const doors: ServerRequests = {
      save: async (batch) => {
        this.sent.push(structuredClone(batch));
        return this.#counted(async () => {
          await this.held;
          return answer(saveSteps(actor, batch));
        });
      },
      fetchLog: (_id, version) => this.#counted(() => answer(getLog(actor, storyId, version))),
      beacon: () => false,
      listen: () => () => {},
      retry: () => {},
    };
    this.loop = new StoryLoop(this, {
      storyId,
      personId: actor.id,
      clientId: newId(),
      doors,
      savedAt: "",
      onKept: (kept) => this.kept.push(...kept.map(({ text }) => text)),
    });
    this.onTransaction = (tr) => this.loop.noticed(tr);
  }
  static async open(actor: Person, storyId: string): Promise<Tab> {
    return new Tab(actor, storyId, await getOpenStory(actor, storyId));
  }
  step(step: FieldStep | SetStep): void {
    this.dispatch(this.state.tr.step(step));
  }
  async #counted<T>(request: () => Promise<T>): Promise<T> {
    this.#requestCount++;
    return request().finally(() => this.#requestCount--);
  }
  /** Resolves when no request is under way. The loop also saves by its timer, half a second after a key, and `flush` does not wait for that. */
  async idle(): Promise<void> {
    await vi.waitUntil(() => this.#requestCount === 0, { timeout: 30_000 });
  }
}

async function twoInOne(parts: Parameters<typeof createReadyStory>[1] = {}) {
  const [anna, ben] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
  const { id, sectionId } = await createReadyStory(anna, {
    headline: "Head",
    standfirst: "Deck",
    body: [paragraph("One two three"), paragraph("Four five six")],
    ...parts,
  });
  return { id, sectionId, anna, ben, hers: await Tab.open(anna, id), his: await Tab.open(ben, id) };
}
const linesOf = async (storyId: string): Promise<string[]> => new Desk(await readDocument(storyId)).lines;
const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

describe("common complaints about newsroom editors", () => {
  test("keeps all words of two people who write and save at the same time", async () => {
    const { id, hers, his } = await twoInOne();
    for (let i = 0; i < 5; i++) {
      hers.caretAt("three", "after");
      hers.type("a");
      his.caretAt("six", "after");
      his.type("b");
      await Promise.all([hers.loop.flushAll(), his.loop.flushAll()]);
    }
    expect(await linesOf(id)).toEqual([
      "headline: Head",
      "standfirst: Deck",
      "paragraph: One two threeaaaaa",
      "paragraph: Four five sixbbbbb",
    ]);
  });

  test("does not overwrite fields that the person never touched", async () => {
    const { id, hers, his } = await twoInOne();
    const [first, second] = [await createTopic(), await createTopic()];
    hers.step(new SetStep("topics", first.id, true));
    hers.step(new FieldStep(null, "place", "", "Ropewalk"));
    his.step(new SetStep("topics", second.id, true));
    his.step(new FieldStep(null, "seoTitle", "", "Ferry"));
    await hers.loop.flushAll();
    await his.loop.flushAll();
    const { attrs } = await readDocument(id);
    expect(attrs).toMatchObject({ topics: [first.id, second.id], place: "Ropewalk", seoTitle: "Ferry" });
  });

  test("changes no later work by a save that arrives late, out of order or twice", async () => {
    const { id, hers, anna } = await twoInOne();
    hers.caretAt("three", "after");
    hers.type(" first");
    await hers.loop.flushAll();
    hers.press("Enter");
    hers.type("second");
    await hers.loop.flushAll();
    const lines = await linesOf(id);
    for (const batch of hers.sent.toReversed()) await saveSteps(anna, batch);
    // The same steps under another name, as a proxy's retry could send them: stale, not applied.
    for (const batch of hers.sent)
      expect((await saveSteps(anna, { ...batch, batchId: newId(), clientId: newId() })).kind).toBe("stale");
    expect(await linesOf(id)).toEqual(lines);
    expect(lines).toContain("paragraph: second");
  });

  test("gives the reason for a failed save and keeps the text", async () => {
    const { id, hers, ben } = await twoInOne();
    await verbs.spikeStory(ben, { storyId: id });
    hers.caretAt("three", "after");
    hers.type(" four");
    await hers.loop.flush();
    expect(hers.loop.state).toMatchObject({ kind: "refused", code: "WRONG_STATE", changes: 5 });
    expect(hers.lines).toContain("paragraph: One two three four");
    await verbs.unspikeStory(ben, { storyId: id });
    await hers.idle();
    await hers.loop.flushAll();
    expect(await linesOf(id)).toContain("paragraph: One two three four");
  });

  test("can read every state between two saves, key by key", async () => {
    const { id, hers, anna } = await twoInOne();
    const begin = await readDocument(id);
    hers.caretAt("three", "after");
    hers.type("!");
    hers.press("Mod-z");
    hers.type("?");
    await hers.loop.flushAll();
    const log = await getLog(anna, id, 0);
    let doc = begin;
    const texts = log.steps.map((step) => {
      doc = applySteps(doc, [step]).doc;
      return new Desk(doc).lines[2];
    });
    expect(texts).toEqual(["paragraph: One two three!", "paragraph: One two three", "paragraph: One two three?"]);
  });

  test("keeps text and formatting when a colleague deletes the paragraph around them", async () => {
    const { id, hers, his } = await twoInOne({ body: [bulletList(["tea", "buns"]), paragraph("The end.")] });
    his.caretAt("tea", "after");
    his.type(" with milk");
    hers.dispatch(hers.state.tr.delete(hers.find("tea") - 3, hers.find("The end.") - 1));
    await hers.loop.flushAll();
    await his.loop.flushAll();
    expect((await linesOf(id)).join("\n") + his.kept.join("\n")).toContain("with milk");
  });

  test("does not show a person's own second tab as somebody else", () => {
    const here = { storyId: "s", personId: "me", name: "Me", activity: "typing", tabId: "other", place: null } as const;
    expect(peopleOf([here], "me")).toEqual([]);
    expect(peopleOf([{ ...here, personId: "ben", name: "Ben" }], "me")).toHaveLength(1);
  });

  test("keeps changes of a published story off the public page until it is published again", async () => {
    const { id, hers, anna } = await twoInOne();
    await publishStory(anna, { storyId: id, version: 0, showUpdated: false });
    const published = JSON.stringify(await getLiveStory(id));
    const other = await createSection();
    hers.caretAt("three", "after");
    hers.type(" four");
    hers.step(new FieldStep(null, "section", String(hers.state.doc.attrs.section), other.id));
    await hers.loop.flushAll();
    expect(JSON.stringify(await getLiveStory(id))).toBe(published);
    await publishStory(anna, { storyId: id, version: await versionOf(id), showUpdated: false });
    const after = JSON.stringify(await getLiveStory(id));
    expect(after).toContain("One two three four");
    expect(after).toContain(other.slug);
  });

  test("saves the text of an old tab without changing the story's status", async () => {
    const { id, hers, anna, ben } = await twoInOne();
    await publishStory(anna, { storyId: id, version: 0, showUpdated: false });
    hers.caretAt("three", "after");
    hers.type("!");
    await hers.loop.flushAll();
    expect(await getStatus(ben, id)).toMatchObject({ copy: "DRAFT", publication: "LIVE" });
    await takeDownStory(ben, { storyId: id, reason: "A court order." });
    hers.type("?");
    await hers.loop.flushAll();
    expect(await getStatus(ben, id)).toMatchObject({ publication: "TAKEN_DOWN" });
  });

  test("saves fields with the text: one batch, one version, one undo", async () => {
    const { id, hers } = await twoInOne();
    hers.caretAt("three", "after");
    hers.type("!");
    hers.step(new FieldStep(null, "seoTitle", "", "Ferry"));
    await hers.loop.flushAll();
    expect(hers.sent).toHaveLength(1);
    expect(await versionOf(id)).toBe(2);
    hers.press("Mod-z");
    await hers.loop.flushAll();
    expect((await readDocument(id)).attrs.seoTitle).toBe("");
  });

  test("creates no revisions by autosave", async () => {
    const { id, hers, anna } = await twoInOne();
    hers.caretAt("three", "after");
    for (let i = 0; i < 20; i++) {
      hers.type("x");
      await hers.loop.flushAll();
    }
    await verbs.nameVersion(anna, { storyId: id, note: "With all the x" });
    const kinds = await appClient().revision.findMany({ where: { storyId: id }, select: { kind: true } });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(["CREATED", "NAMED"]);
  });

  test("agrees on the server and in every tab who may write after each verb", async () => {
    const { id, anna } = await twoInOne();
    const rosa = await createPerson("REPORTER");
    const tab = await Tab.open(rosa, id);
    const tries: [string, () => Promise<unknown>][] = [
      ["file", () => verbs.fileStory(anna, { storyId: id })],
      ["approve", async () => verbs.approveStory(anna, { storyId: id, version: await versionOf(id) })],
      ["sendBack", () => verbs.sendBackStory(anna, { storyId: id, note: "" })],
      ["spike", () => verbs.spikeStory(anna, { storyId: id })],
      ["unspike", () => verbs.unspikeStory(anna, { storyId: id })],
      ["publish", async () => publishStory(anna, { storyId: id, version: await versionOf(id), showUpdated: false })],
      ["takeDown", () => takeDownStory(anna, { storyId: id, reason: "A court order." })],
    ];
    for (const [name, act] of tries) {
      await act();
      const { may } = await getStatus(rosa, id);
      await tab.idle();
      tab.into("headline");
      tab.type("x");
      await tab.loop.flush();
      await tab.loop.flush();
      expect([name, tab.loop.state.kind === "refused"]).toEqual([name, !may.edit]);
    }
  });

  test("shows each paragraph once after a story is reopened or opened by a second client", async () => {
    const { id, hers, anna, ben } = await twoInOne();
    hers.caretAt("three", "after");
    hers.type("!");
    await hers.loop.flushAll();
    const before = await linesOf(id);
    for (const person of [anna, ben, anna]) {
      const tab = await Tab.open(person, id);
      expect(tab.loop.hasUnsent).toBe(false);
      await tab.loop.flush();
      expect(tab.lines).toEqual(before);
    }
    expect(await linesOf(id)).toEqual(before);
    expect(await versionOf(id)).toBe(1);
  });
});
