// What one browser receives as server-sent events, for as long as its session lasts.

import type { Person } from "../actor.ts";
import { findActorBySession } from "../auth/data.ts";
import { log } from "../log.ts";
import { listener } from "../postgres/listener.ts";
import { board } from "../presence/board.ts";
import { grantOf, isSameGrant } from "../roles/policy.ts";
import { getStatus, listVisible } from "../stories/data.ts";
import { rooms, type Watcher } from "../stories/saving/rooms.ts";
import { canReadWires } from "../wires/policy.ts";

export type Wanted = { watch: { storyId: string; version: number }[]; here: string[] };
/** Where the events go. `close` may be called more than once. */
export type Sink = { write: (text: string) => void; close: () => void };

const heartbeatMs = 15_000;
/** Heartbeats without an answer of the database before the browser has to connect again. */
const maxFailures = 2;

export const storiesOf = ({ watch, here }: Wanted): string[] => [
  ...new Set([...watch.map(({ storyId }) => storyId), ...here]),
];

/**
 * Sends `{story, data}` as `steps` (Log), `status` (StoryStatus), `comments`, `presence` (Here[]), `gone` (why this story,
 * or without `story` everything, ends), `notices` and `wires`.
 *
 * Asks for its session when it opens, at each heartbeat, whenever the person changes (`galley_person`) and when the
 * listener is back. It ends with the session. Stories that the person may no longer see are dropped at the same moments.
 */
export class EventStream {
  #actor: Person;
  readonly #wanted: Wanted;
  readonly #sink: Sink;
  /** By story: receives its steps and status, until `leave` is called. */
  readonly #watched = new Map<string, { watcher: Watcher; leave: () => void }>();
  /** By story: ends the list of who is in it. */
  readonly #people = new Map<string, () => void>();
  readonly #leave: (() => void)[] = [];
  #isOver = false;
  #isAsking = false;
  #asksAgain = false;
  #wantsStatus = false;
  #failures = 0;

  /** @param visible the stories among the wanted ones that the actor may see */
  constructor(actor: Person, wanted: Wanted, visible: ReadonlySet<string>, sink: Sink, beatMs = heartbeatMs) {
    this.#actor = actor;
    this.#wanted = wanted;
    this.#sink = sink;
    sink.write(": hello\n\n");
    const beat = setInterval(() => {
      sink.write(": still here\n\n");
      void this.#ask();
    }, beatMs);
    this.#leave.push(
      () => clearInterval(beat),
      listener().on("galley_person", (personId) => personId === actor.id && void this.#ask({ wantsStatus: true })),
      listener().on("galley_notice", (personId) => personId === actor.id && this.#send("notices", {})),
      listener().on("galley_wire", () => canReadWires(this.#actor) && this.#send("wires", {})),
      listener().onBack(() => {
        this.#send("notices", {});
        if (canReadWires(this.#actor)) this.#send("wires", {});
        void this.#ask({ wantsStatus: true });
      }),
    );
    for (const { storyId, version } of wanted.watch) {
      if (visible.has(storyId)) this.#watch(storyId, version);
      else this.#send("gone", { code: "NOT_FOUND" }, storyId);
    }
    for (const storyId of wanted.here) if (visible.has(storyId)) this.#watchPeople(storyId);
    void this.#ask(); // the session may have ended since the request was checked
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const storyId of [...this.#watched.keys(), ...this.#people.keys()]) this.#leaveStory(storyId);
    for (const leave of this.#leave) leave();
    this.#sink.close();
  }

  #send(event: string, data: unknown, story?: string): void {
    if (this.#isOver) return;
    this.#sink.write(`event: ${event}\ndata: ${JSON.stringify({ ...(story ? { story } : {}), data })}\n\n`);
  }

  #watch(storyId: string, version: number): void {
    const watcher: Watcher = {
      actor: this.#actor,
      have: version,
      send: (event, data) => {
        this.#send(event, data, storyId);
        if (event !== "gone") return;
        // A tab whose version is older than the log still sees who is in the story.
        if ((data as { code: string }).code === "NOT_FOUND") this.#leaveStory(storyId);
        this.#watched.get(storyId)?.leave();
        this.#watched.delete(storyId);
      },
    };
    this.#watched.set(storyId, { watcher, leave: rooms().join(storyId, watcher) });
    this.#watchPeople(storyId);
    void this.#sendStatus(storyId);
  }

  #watchPeople(storyId: string): void {
    if (this.#people.has(storyId)) return;
    const leave = board().watch(storyId, (people) => this.#send("presence", people, storyId));
    this.#people.set(storyId, leave);
  }

  #leaveStory(storyId: string): void {
    this.#watched.get(storyId)?.leave();
    this.#people.get(storyId)?.();
    this.#watched.delete(storyId);
    this.#people.delete(storyId);
  }

  async #sendStatus(storyId: string): Promise<void> {
    const actor = this.#watched.get(storyId)?.watcher.actor;
    if (!actor) return;
    try {
      this.#send("status", await getStatus(actor, storyId), storyId);
    } catch {
      // The room sends it again when the database is back; a story that is gone is noticed by `#renew`.
    }
  }

  /** Asks for the session; calls while it runs are folded into one more turn. */
  async #ask({ wantsStatus = false } = {}): Promise<void> {
    this.#wantsStatus ||= wantsStatus;
    if (this.#isAsking) {
      this.#asksAgain = true;
      return;
    }
    this.#isAsking = true;
    do {
      this.#asksAgain = false;
      const tellsStatus = this.#wantsStatus;
      this.#wantsStatus = false;
      try {
        await this.#renew(tellsStatus);
        this.#failures = 0;
      } catch (error) {
        log.warn({ error }, "event stream: session check failed");
        this.#failures++;
        // Where the person changed there is no waiting: the browser connects again and is checked then.
        if (tellsStatus || this.#failures >= maxFailures) this.#end("BUSY");
      }
    } while (this.#asksAgain && !this.#isOver);
    this.#isAsking = false;
  }

  async #renew(tellsStatus: boolean): Promise<void> {
    const actor = await findActorBySession(this.#actor.sessionId);
    if (this.#isOver) return;
    if (!actor) return this.#end("SIGNED_OUT");
    if (actor === "SUSPENDED") return this.#end(actor);
    if (actor === "UNFINISHED") return this.#end("SETUP_NEEDED");
    const isOther = !isSameGrant(grantOf(actor), grantOf(this.#actor));
    this.#actor = actor;
    for (const { watcher } of this.#watched.values()) watcher.actor = actor; // another role sees another set of verbs
    const visible = new Set(await listVisible(actor, storiesOf(this.#wanted)));
    if (this.#isOver) return;
    for (const storyId of storiesOf(this.#wanted).filter((id) => !visible.has(id))) {
      if (this.#watched.has(storyId)) this.#send("gone", { code: "NOT_FOUND" }, storyId);
      else if (this.#people.has(storyId)) this.#send("presence", [], storyId);
      this.#leaveStory(storyId);
    }
    for (const storyId of this.#wanted.here) if (visible.has(storyId)) this.#watchPeople(storyId);
    if (tellsStatus || isOther) await Promise.all([...this.#watched.keys()].map((id) => this.#sendStatus(id)));
  }

  #end(code: "SIGNED_OUT" | "SUSPENDED" | "SETUP_NEEDED" | "BUSY"): void {
    this.#send("gone", { code });
    this.close();
  }
}
