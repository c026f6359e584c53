// Connects a tab with the browser's event hub: receives events of others and sends this tab's presence.

import type { Failure } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { Here } from "#lib/presence/types.ts";
import type { Log, StoryStatus } from "#lib/stories/types.ts";
import { browserNetwork, tabLock } from "./browser-network.ts";
import { type FromHub, Hub, type TabPresence, type ToHub } from "./hub.ts";

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

export class TabEvents {
  readonly #tab = newId();
  readonly #watched = new Map<string, { version: () => number; listener: Partial<StoryListener> }>();
  readonly #peopleListeners = new Map<string, Set<(here: Here[]) => void>>();
  readonly #noticeListeners = new Set<() => void>();
  readonly #wireListeners = new Set<() => void>();
  /** The latest presence of this tab by story, to repeat to a new hub. */
  readonly #presence = new Map<string, TabPresence>();
  #send: (message: ToHub) => void = () => {};

  constructor() {
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", (event) => event.persisted && this.#sendAll());
    // Nothing is sent before the lock is held, because the hub takes a tab with a free lock for closed.
    void this.#holdLock().then(() => {
      if (typeof SharedWorker === "function") this.#connectToWorker();
      else this.#runOwnHub();
      this.#sendAll();
    });
  }

  #leave(): void {
    this.#send({ kind: "bye", tab: this.#tab });
    // A hub ends with its last tab, before it could announce that the tab is gone.
    const left = [...this.#presence.values()].map((presence) => ({ ...presence, gone: true }));
    if (left.length > 0) browserNetwork.announce(left);
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
  watch(story: string, version: () => number, listener: Partial<StoryListener>): () => void {
    this.#watched.set(story, { version, listener });
    this.#send({ kind: "watch", tab: this.#tab, story, version: version() });
    return () => {
      if (this.#watched.get(story)?.listener !== listener) return;
      this.#watched.delete(story);
      this.#send({ kind: "unwatch", tab: this.#tab, story });
    };
  }

  /** Subscribes to the presence in a story, for lists. */
  watchPeople(story: string, listener: (here: Here[]) => void): () => void {
    const listeners = this.#peopleListeners.get(story) ?? new Set();
    this.#peopleListeners.set(story, listeners.add(listener));
    this.#sendListedStories();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#peopleListeners.delete(story);
      this.#sendListedStories();
    };
  }

  onNotice(listener: () => void): () => void {
    this.#noticeListeners.add(listener);
    this.#sendListedStories();
    return () => this.#noticeListeners.delete(listener);
  }

  /** Calls back when items of wires have arrived or changed, and when the stream connects. */
  onWire(listener: () => void): () => void {
    this.#wireListeners.add(listener);
    this.#sendListedStories();
    return () => this.#wireListeners.delete(listener);
  }

  announce(presence: TabPresence): void {
    if (presence.gone) this.#presence.delete(presence.storyId);
    else this.#presence.set(presence.storyId, presence);
    this.#send({ kind: "presence", tab: this.#tab, presence });
  }
  /** Reconnects at once. */
  retry(): void {
    this.#send({ kind: "retry", tab: this.#tab });
  }

  #willSendStories = false;
  #sendListedStories(): void {
    if (this.#willSendStories) return;
    this.#willSendStories = true;
    queueMicrotask(() => {
      this.#willSendStories = false;
      this.#send({ kind: "here", tab: this.#tab, stories: [...this.#peopleListeners.keys()].slice(0, 100) });
    });
  }
  #sendAll(): void {
    for (const [story, { version }] of this.#watched)
      this.#send({ kind: "watch", tab: this.#tab, story, version: version() });
    for (const presence of this.#presence.values()) this.#send({ kind: "presence", tab: this.#tab, presence });
    this.#sendListedStories();
  }

  #connectToWorker(): void {
    const worker = new SharedWorker(new URL("./hub-worker.ts", import.meta.url), { name: "galley" });
    worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => this.#dispatch(data);
    this.#send = (message) => worker.port.postMessage(message);
    worker.onerror = () => {
      this.#runOwnHub();
      this.#sendAll();
    };
  }

  /** For older browsers without SharedWorker. Hidden tabs disconnect, so that they cannot use up the browser's connections. */
  #runOwnHub(): void {
    const hub = new Hub({ ...browserNetwork, send: (message) => this.#dispatch(message) });
    this.#send = (message) => {
      if (!document.hidden || message.kind === "bye") hub.receive(message);
    };
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) hub.removeTab(this.#tab);
      else this.#sendAll();
    });
  }

  #dispatch(message: FromHub): void {
    if (message.kind !== "event") {
      for (const { listener } of this.#watched.values()) listener[message.kind]?.();
      // Events may have been missed while the stream was disconnected.
      if (message.kind === "open")
        for (const listener of [...this.#noticeListeners, ...this.#wireListeners]) listener();
      return;
    }
    const { event, story, data } = message;
    if (event === "notices") for (const listener of this.#noticeListeners) listener();
    if (event === "wires") for (const listener of this.#wireListeners) listener();
    if (event === "gone" && story === undefined)
      for (const { listener } of this.#watched.values()) listener.gone?.((data as { code: Failure["code"] }).code);
    if (story === undefined) return;
    if (event === "presence") for (const listener of this.#peopleListeners.get(story) ?? []) listener(data as Here[]);
    const listener = this.#watched.get(story)?.listener;
    if (!listener) return;
    if (event === "steps") listener.steps?.(data as Log);
    else if (event === "status") listener.status?.(data as StoryStatus);
    else if (event === "comments") listener.comments?.();
    else if (event === "presence") listener.presence?.(data as Here[]);
    else if (event === "gone") listener.gone?.((data as { code: Failure["code"] }).code);
  }
}

let connection: TabEvents | null = null;
/** The connection of this tab, created on first use, in the browser only. */
export function eventHub(): TabEvents {
  connection ??= new TabEvents();
  return connection;
}
