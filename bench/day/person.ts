// One person at work, over HTTP as a browser would be.
import type { Person } from "#lib/actor.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { callAction } from "../fronts/node.ts";
import { pause } from "../kills/writers.ts";
import { words } from "../words.ts";
import { Browser } from "./browser.ts";

export type DayCounts = { saved: number; published: number; opened: number; moved: number; failed: number };

/** Between two saves: a person who types saves every few seconds, and here a day passes in 24 minutes. */
const saveMs = 300;
/** Saves until somebody opens a page, publishes, moves on to another story. */
const [openEvery, publishEvery, moveEvery] = [20, 150, 400];
/** Words that a story gains before its beginning is shortened again. */
const maxWords = 300;
const maxFailures = 5;

export class PersonAtWork {
  readonly #person: Person;
  readonly #browser: Browser;
  readonly #counts: DayCounts;

  private constructor(person: Person, browser: Browser, counts: DayCounts) {
    this.#person = person;
    this.#browser = browser;
    this.#counts = counts;
  }

  static async at(origin: string, person: Person, counts: DayCounts): Promise<PersonAtWork> {
    return new PersonAtWork(person, await Browser.of(person, origin), counts);
  }

  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const id = await this.#begin();
      if (id === null) continue;
      const leave = new AbortController();
      const following = this.#follow(id, leave.signal);
      await this.#write(id, isOver);
      leave.abort();
      await following;
      this.#counts.moved++;
    }
  }

  /** Null: the machine is so busy that no story could be made. */
  async #begin(): Promise<string | null> {
    try {
      return (await createReadyStory(this.#person)).id;
    } catch {
      this.#counts.failed++;
      await pause(saveMs);
      return null;
    }
  }

  /** Reads the events of a story until it is left, and connects again as a browser does. */
  async #follow(story: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const { origin, headers } = this.#browser;
        const answer = await fetch(`${origin}/api/events?watch=${story}.0&here=${story}`, { headers, signal });
        for await (const _chunk of answer.body ?? []);
      } catch {
        // left, or the connection is gone
      }
      if (!signal.aborted) await pause(500);
    }
  }

  async #write(storyId: string, isOver: () => boolean): Promise<void> {
    const start = await readDocument(storyId);
    const first = start.content.size - 1; // the end of the last paragraph
    let length = 0;
    const clientId = newBlockId();
    let failures = 0;
    // After failures the story is left: an answer that was lost may have been a save.
    for (let version = 0; version < moveEvery && failures < maxFailures && !isOver(); ) {
      const text = `${words(1).join("")} `;
      const isShortened = length > maxWords * 8;
      const step = isShortened
        ? { stepType: "replace", from: first, to: first + length }
        : {
            ...{ stepType: "replace", from: first, to: first },
            slice: { content: [{ type: "text", text }] },
          };
      const batch = { storyId, clientId, batchId: newBlockId(), version, schemaNumber: SCHEMA_NUMBER, steps: [step] };
      if (!(await this.#save(batch))) failures++;
      else {
        failures = 0;
        version++;
        length = isShortened ? 0 : length + text.length;
        if (version % openEvery === 0) await this.#open(version, storyId);
        if (version % publishEvery === 0) await this.#publish(storyId, version);
      }
      await pause(saveMs * (0.5 + Math.random()));
    }
  }

  async #save(batch: object): Promise<boolean> {
    const isSaved = await this.#browser.post("/api/steps", batch).catch(() => false);
    if (isSaved) this.#counts.saved++;
    else this.#counts.failed++;
    return isSaved;
  }

  async #open(turn: number, storyId: string): Promise<void> {
    const pages = ["/desk", `/desk/stories/${storyId}`, "/", "/desk/inbox", "/rss.xml"];
    const page = pages[(turn / openEvery) % pages.length] ?? "/";
    await this.#browser.open(page).catch(() => this.#counts.failed++);
    this.#counts.opened++;
  }

  async #publish(storyId: string, version: number): Promise<void> {
    const page = `/desk/stories/${storyId}`;
    const action = "lib/stories/actions.ts publishStory";
    const input = { storyId, version, override: "A bench" };
    const { origin, headers } = this.#browser;
    const { ok } = await callAction(origin, page, action, headers.cookie ?? "", input).catch(() => ({ ok: false }));
    if (ok) this.#counts.published++;
    else this.#counts.failed++;
  }
}
