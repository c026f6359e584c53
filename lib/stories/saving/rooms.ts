// Which browsers have which story open in this process, and how new steps and states reach them: one query per story and
// change, however many tabs are open.
import type { Person } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { log } from "../../log.ts";
import { appClient } from "../../postgres/app.ts";
import { listener } from "../../postgres/listener.ts";
import { shared } from "../../process.ts";
import { readLog } from "../../steps/data.ts";
import { getStatus } from "../data.ts";
import type { Log } from "../types.ts";

/** A browser that looks at a story. The stream behind it (lib/events) checks the session. `have` is the version up to which it was sent the steps. */
export type Watcher = {
  actor: Person;
  have: number;
  send: (event: "steps" | "status" | "comments" | "gone", data: unknown) => void;
};

class Room {
  readonly watchers = new Set<Watcher>();
  readonly #storyId: string;
  #running = false;
  #again = false;

  constructor(storyId: string) {
    this.#storyId = storyId;
  }

  /** Brings every watcher up to the newest step. Calls while it runs are folded into one more turn. */
  async sendSteps(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        if (this.watchers.size === 0) return;
        const from = Math.min(...[...this.watchers].map(({ have }) => have));
        const all = await readLog(appClient(), this.#storyId, from).catch(this.#tooOld(from));
        if (!all) continue;
        for (const watcher of this.watchers) {
          const skip = watcher.have - from;
          if (skip < 0) this.#again = true; // joined while we read
          if (skip < 0 || all.steps.length <= skip) continue;
          const part: Log = {
            from: watcher.have,
            version: all.version,
            steps: all.steps.slice(skip),
            clientIds: all.clientIds.slice(skip),
            personIds: all.personIds.slice(skip),
          };
          watcher.have = all.version;
          watcher.send("steps", part);
        }
        if (all.steps.length === 5_000) this.#again = true;
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  /** Notifies and removes listeners whose version is older than the log, so that the others continue. */
  #tooOld = (from: number) => (error: unknown) => {
    if (!(error instanceof DomainError && error.code === "LOG_GONE")) throw error;
    for (const watcher of [...this.watchers].filter(({ have }) => have === from)) {
      this.watchers.delete(watcher);
      watcher.send("gone", { code: error.code });
    }
    this.#again = true;
    return null;
  };

  /** The state, to each as it is for them: what one may do depends on who one is. */
  async sendStatus(): Promise<void> {
    for (const watcher of this.watchers) {
      try {
        watcher.send("status", await getStatus(watcher.actor, this.#storyId));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        watcher.send("gone", { code: error.code });
      }
    }
  }

  sendComments(): void {
    for (const watcher of this.watchers) watcher.send("comments", {});
  }
}

export class Rooms {
  readonly #rooms = new Map<string, Room>();

  /** Stories that somebody watches. */
  get count(): number {
    return this.#rooms.size;
  }

  constructor() {
    const ears = listener();
    ears.on("galley_story", (payload) => {
      const [what, storyId] = payload.split(":");
      const room = this.#rooms.get(storyId ?? "");
      if (!room) return;
      if (what === "comments") room.sendComments();
      else void this.#run(room, what === "status" ? "status" : "steps");
    });
    ears.onBack(() => {
      for (const room of this.#rooms.values()) {
        room.sendComments();
        void this.#run(room, "steps");
      }
    });
  }

  join(storyId: string, watcher: Watcher): () => void {
    let room = this.#rooms.get(storyId);
    if (!room) {
      room = new Room(storyId);
      this.#rooms.set(storyId, room);
    }
    const joined = room;
    joined.watchers.add(watcher);
    void this.#run(joined, "steps");
    return () => {
      joined.watchers.delete(watcher);
      if (joined.watchers.size === 0 && this.#rooms.get(storyId) === joined) this.#rooms.delete(storyId);
    };
  }

  async #run(room: Room, what: "steps" | "status"): Promise<void> {
    try {
      await (what === "status" ? room.sendStatus() : room.sendSteps());
    } catch (error) {
      log.warn({ error }, "story events could not be sent to watchers; retrying in 1 s");
      setTimeout(() => void this.#run(room, what), 1_000).unref();
    }
  }
}

export function rooms(): Rooms {
  const state = shared();
  state.rooms ??= new Rooms();
  return state.rooms as Rooms;
}
