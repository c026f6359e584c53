// Connects a tab with the browser's event hub: receives events of others and sends this tab's presence.

import type { Failure } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { Here } from "#lib/presence/types.ts";
import type { Log, StoryStatus } from "#lib/stories/types.ts";
import { browserWorld, tabLock, whenDead } from "./browser-world.ts";
import { type FromHub, Hub, type TabNews, type ToHub } from "./hub.ts";

export type StoryListener = {
  steps: (log: Log) => void;
  status: (status: StoryStatus) => void;
  comments: () => void;
  presence: (here: Here[]) => void;
  /** The person is signed out, or may not see the story any more. */
  gone: (code: Failure["code"]) => void;
  /** Whether the stream is connected; it reconnects by itself. */
  open: () => void;
  broken: () => void;
};

class TabEvents {
  readonly #tab = newId();
  readonly #watched = new Map<string, { version: () => number; heard: Partial<StoryListener> }>();
  readonly #here = new Map<string, Set<(here: Here[]) => void>>();
  readonly #notices = new Set<() => void>();
  /** The latest presence of this tab by story, to repeat to a new hub. */
  readonly #news = new Map<string, TabNews>();
  #say: (message: ToHub) => void = () => {};

  constructor() {
    addEventListener("pagehide", () => this.#say({ kind: "bye", tab: this.#tab }));
    addEventListener("pageshow", (event) => event.persisted && this.#sayAll());
    // Nothing is sent before the lock is held, because the hub takes a tab with a free lock for closed.
    void this.#holdLock().then(() => {
      if (typeof SharedWorker === "function") this.#throughWorker();
      else this.#throughLeader();
      this.#sayAll();
    });
  }

  /** Resolves when this tab holds the lock that shows the hub that the tab exists; only closing the tab releases it. */
  #holdLock(): Promise<void> {
    return new Promise((resolve) => {
      if (!navigator.locks) resolve();
      else
        void navigator.locks.request(tabLock(this.#tab), () => {
          resolve();
          return new Promise<void>(() => {});
        });
    });
  }

  /** Subscribes to all events of a story. `version` returns the tab's current version. */
  watch(story: string, version: () => number, heard: Partial<StoryListener>): () => void {
    this.#watched.set(story, { version, heard });
    this.#say({ kind: "watch", tab: this.#tab, story, version: version() });
    return () => {
      if (this.#watched.get(story)?.heard !== heard) return;
      this.#watched.delete(story);
      this.#say({ kind: "unwatch", tab: this.#tab, story });
    };
  }

  /** Subscribes to the presence in a story, for lists. */
  watchPeople(story: string, tell: (here: Here[]) => void): () => void {
    const tells = this.#here.get(story) ?? new Set();
    this.#here.set(story, tells.add(tell));
    this.#sayHere();
    return () => {
      tells.delete(tell);
      if (tells.size === 0) this.#here.delete(story);
      this.#sayHere();
    };
  }

  onNotice(tell: () => void): () => void {
    this.#notices.add(tell);
    this.#sayHere();
    return () => this.#notices.delete(tell);
  }

  say(news: TabNews): void {
    if (news.gone) this.#news.delete(news.storyId);
    else this.#news.set(news.storyId, news);
    this.#say({ kind: "presence", tab: this.#tab, news });
  }
  /** Reconnects at once. */
  retry(): void {
    this.#say({ kind: "retry", tab: this.#tab });
  }

  #sayingHere = false;
  #sayHere(): void {
    if (this.#sayingHere) return;
    this.#sayingHere = true;
    queueMicrotask(() => {
      this.#sayingHere = false;
      this.#say({ kind: "here", tab: this.#tab, stories: [...this.#here.keys()].slice(0, 100) });
    });
  }
  #sayAll(): void {
    for (const [story, { version }] of this.#watched)
      this.#say({ kind: "watch", tab: this.#tab, story, version: version() });
    for (const news of this.#news.values()) this.#say({ kind: "presence", tab: this.#tab, news });
    this.#sayHere();
  }

  #throughWorker(): void {
    const worker = new SharedWorker(new URL("./hub-worker.ts", import.meta.url), { name: "galley" });
    worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => this.#hear(data);
    this.#say = (message) => worker.port.postMessage(message);
    worker.onerror = () => {
      this.#throughLeader();
      this.#sayAll();
    };
  }

  /** Without SharedWorker the tab with the lock runs the hub for all; when it closes, the next one takes over. */
  #throughLeader(): void {
    const channel = new BroadcastChannel("galley:live");
    let hub: Hub | null = null;
    const known = new Set<string>();
    const lead = (message: ToHub) => {
      if (!known.has(message.tab) && message.tab !== this.#tab) {
        known.add(message.tab);
        whenDead(message.tab, () => hub?.forget(message.tab));
      }
      hub?.take(message);
    };
    channel.onmessage = ({ data }: MessageEvent<ToHub | { to?: string; message: FromHub } | { kind: "leader" }>) => {
      if ("message" in data) {
        if (data.to === undefined || data.to === this.#tab) this.#hear(data.message);
      } else if (data.kind === "leader") this.#sayAll();
      else lead(data);
    };
    this.#say = (message) => {
      if (hub) hub.take(message);
      else channel.postMessage(message);
    };
    const begin = () => {
      hub = new Hub({
        ...browserWorld,
        send: (message, to) => {
          if (to !== this.#tab) channel.postMessage({ message, ...(to ? { to } : {}) });
          if (to === undefined || to === this.#tab) this.#hear(message);
        },
      });
      channel.postMessage({ kind: "leader" });
      this.#sayAll();
      return new Promise<void>(() => {});
    };
    if (navigator.locks) void navigator.locks.request("galley:live", begin);
    else void begin();
  }

  #hear(message: FromHub): void {
    if (message.kind !== "event") {
      for (const { heard } of this.#watched.values()) heard[message.kind]?.();
      if (message.kind === "open") for (const tell of this.#notices) tell(); // events may have been missed while disconnected
      return;
    }
    const { event, story, data } = message;
    if (event === "notices") for (const tell of this.#notices) tell();
    if (event === "gone" && story === undefined)
      for (const { heard } of this.#watched.values()) heard.gone?.((data as { code: Failure["code"] }).code);
    if (story === undefined) return;
    if (event === "presence") for (const tell of this.#here.get(story) ?? []) tell(data as Here[]);
    const heard = this.#watched.get(story)?.heard;
    if (!heard) return;
    if (event === "steps") heard.steps?.(data as Log);
    else if (event === "status") heard.status?.(data as StoryStatus);
    else if (event === "comments") heard.comments?.();
    else if (event === "presence") heard.presence?.(data as Here[]);
    else if (event === "gone") heard.gone?.((data as { code: Failure["code"] }).code);
  }
}

let one: TabEvents | null = null;
/** The connection of this tab, created on first use, in the browser only. */
export function eventHub(): TabEvents {
  one ??= new TabEvents();
  return one;
}
