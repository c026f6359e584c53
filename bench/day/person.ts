// One person at work, over HTTP as a browser would be.
import type { Person } from "#lib/actor.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { callAction } from "../fronts/node.ts";
import { pause } from "../kills/writers.ts";
import { words } from "../words.ts";

export type DayCounts = { saved: number; published: number; opened: number; moved: number; failed: number };

/** Between two saves: a person who types saves every few seconds, and here a day passes in 24 minutes. */
const saveMs = 300;
/** Saves until somebody opens a page, publishes, moves on to another story. */
const [openEvery, publishEvery, moveEvery] = [20, 150, 400];
/** Words that a story gains before its beginning is shortened again. */
const maxWords = 300;

export class PersonAtWork {
  readonly #person: Person;
  readonly #origin: string;
  readonly #counts: DayCounts;
  #headers: Record<string, string> = {};

  constructor(person: Person, origin: string, counts: DayCounts) {
    this.#person = person;
    this.#origin = origin;
    this.#counts = counts;
  }

  async work(isOver: () => boolean): Promise<void> {
    this.#headers = { cookie: `${cookieName}=${await sealSession(this.#person.sessionId)}`, origin: this.#origin };
    while (!isOver()) {
      const { id } = await createReadyStory(this.#person);
      const leave = new AbortController();
      const following = this.#follow(id, leave.signal);
      await this.#write(id, isOver);
      leave.abort();
      await following;
      this.#counts.moved++;
    }
  }

  /** Reads the events of a story until it is left, and connects again as a browser does. */
  async #follow(story: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const answer = await fetch(`${this.#origin}/api/events?watch=${story}.0&here=${story}`, {
          headers: this.#headers,
          signal,
        });
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
    for (let version = 0; version < moveEvery && !isOver(); ) {
      const text = `${words(1).join("")} `;
      const isShortened = length > maxWords * 8;
      const step = isShortened
        ? { stepType: "replace", from: first, to: first + length }
        : {
            ...{ stepType: "replace", from: first, to: first },
            slice: { content: [{ type: "text", text }] },
          };
      const batch = { storyId, clientId, batchId: newBlockId(), version, schemaNumber: SCHEMA_NUMBER, steps: [step] };
      if (await this.#save(batch)) {
        version++;
        length = isShortened ? 0 : length + text.length;
        if (version % openEvery === 0) await this.#open(version, storyId);
        if (version % publishEvery === 0) await this.#publish(storyId, version);
      }
      await pause(saveMs * (0.5 + Math.random()));
    }
  }

  async #save(batch: object): Promise<boolean> {
    try {
      const answer = await fetch(`${this.#origin}/api/steps`, {
        method: "POST",
        headers: { ...this.#headers, "content-type": "application/json" },
        body: JSON.stringify(batch),
      });
      const { ok } = (await answer.json()) as { ok: boolean };
      if (ok) this.#counts.saved++;
      else this.#counts.failed++;
      return ok;
    } catch {
      this.#counts.failed++;
      return false;
    }
  }

  async #open(turn: number, storyId: string): Promise<void> {
    const pages = ["/desk", `/desk/stories/${storyId}`, "/", "/desk/inbox", "/rss.xml"];
    const page = pages[(turn / openEvery) % pages.length] ?? "/";
    await fetch(`${this.#origin}${page}`, { headers: this.#headers })
      .then((answer) => answer.text())
      .catch(() => this.#counts.failed++);
    this.#counts.opened++;
  }

  async #publish(storyId: string, version: number): Promise<void> {
    const page = `/desk/stories/${storyId}`;
    const action = "lib/stories/actions.ts publishStory";
    const input = { storyId, version, override: "A bench" };
    const { ok } = await callAction(this.#origin, page, action, this.#headers.cookie ?? "", input).catch(() => ({
      ok: false,
    }));
    if (ok) this.#counts.published++;
    else this.#counts.failed++;
  }
}
