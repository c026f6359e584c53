// One event stream for all tabs of a browser, because browsers limit the number of connections to a server.
// Runs in a SharedWorker; where there is none, each visible tab runs one of its own.
import { EarliestTimer } from "#lib/earliest-timer.ts";
import type { Announcement } from "#lib/presence/schema.ts";

export type TabPresence = Announcement["tabs"][number];
export type ToHub =
  | { kind: "watch"; tab: string; story: string; version: number }
  | { kind: "unwatch"; tab: string; story: string }
  /** Stories of which only presence is needed. */
  | { kind: "here"; tab: string; stories: string[] }
  | { kind: "presence"; tab: string; presence: TabPresence }
  | { kind: "retry"; tab: string }
  | { kind: "bye"; tab: string };
export type FromHub =
  | { kind: "event"; event: string; story?: string; data: unknown }
  /** Whether the stream is connected. */
  | { kind: "open" }
  | { kind: "broken" };

export type HubNetwork = {
  /** Opens a stream; the returned function closes it. */
  open: (
    url: string,
    on: { open: () => void; broken: () => void; event: (name: string, text: string) => void },
  ) => () => void;
  announce: (tabs: TabPresence[]) => void;
  /** Sends to one tab, or to all. */
  send: (message: FromHub, tab?: string) => void;
};

export const eventNames = ["steps", "status", "comments", "presence", "gone", "notices", "wires"] as const;

const firstRetryMs = 500;
const maxRetryMs = 30_000;
const announceMs = 250;
const heartbeatMs = 10_000;
/** A subscription that is no longer needed may end late; a new one must start at once. */
const unsubscribeMs = 5_000;

type Tab = { stories: Set<string>; here: string[]; presence: Map<string, TabPresence> };

export class Hub {
  readonly #network: HubNetwork;
  readonly #tabs = new Map<string, Tab>();
  /** The newest version of each watched story that was sent to the tabs. */
  readonly #versions = new Map<string, number>();
  #subscribed = "";
  #closeStream: (() => void) | null = null;
  #isOpen = false;
  #retryMs = 0;
  readonly #connectTimer = new EarliestTimer(() => this.#connect());
  readonly #queued = new Map<string, TabPresence>();
  #announcedAt = 0;
  #announceTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #heartbeat: ReturnType<typeof setInterval>;

  constructor(network: HubNetwork) {
    this.#network = network;
    this.#heartbeat = setInterval(() => this.#repeatPresence(), heartbeatMs);
  }

  receive(message: ToHub): void {
    if (message.kind === "bye") {
      this.removeTab(message.tab);
      return;
    }
    // A page was loaded, so the person is signed in and the server responds, whatever the last attempt returned.
    if (!this.#tabs.has(message.tab)) this.#retryMs = 0;
    const tab = this.#tabs.get(message.tab) ?? { stories: new Set(), here: [], presence: new Map() };
    this.#tabs.set(message.tab, tab);
    if (message.kind === "watch") this.#watch(message.tab, tab, message.story, message.version);
    else if (message.kind === "unwatch") {
      tab.stories.delete(message.story);
      this.#updateSubscription();
    } else if (message.kind === "here") {
      tab.here = message.stories;
      this.#updateSubscription();
      if (this.#isOpen) this.#network.send({ kind: "open" }, message.tab);
    } else if (message.kind === "presence") this.#queuePresence(tab, message.presence);
    else if (message.kind === "retry" && !this.#isOpen) {
      this.#retryMs = 0;
      this.#connectTimer.schedule(0);
    }
  }

  /** Ends what a closed tab needed, and announces that it is gone. */
  removeTab(name: string): void {
    const tab = this.#tabs.get(name);
    if (!tab) return;
    for (const one of tab.presence.values()) this.#queued.set(one.tabId, { ...one, gone: true });
    if (tab.presence.size > 0) this.#scheduleAnnouncement();
    this.#tabs.delete(name);
    this.#updateSubscription();
  }

  close(): void {
    this.#connectTimer.cancel();
    clearTimeout(this.#announceTimer);
    clearInterval(this.#heartbeat);
    this.#closeStream?.();
  }

  #watch(name: string, tab: Tab, story: string, version: number): void {
    tab.stories.add(story);
    const have = this.#versions.get(story);
    if (have === undefined) this.#versions.set(story, version);
    else if (version < have)
      // The tab lacks versions that the others have: an empty range beyond them makes it fetch.
      this.#network.send(
        {
          kind: "event",
          event: "steps",
          story,
          data: { from: have, version: have, steps: [], clientIds: [], personIds: [] },
        },
        name,
      );
    this.#updateSubscription();
    if (this.#isOpen && this.#subscribed === this.#wanted()) this.#network.send({ kind: "open" }, name);
  }

  #wanted(): string {
    const watch = new Set<string>();
    const here = new Set<string>();
    for (const tab of this.#tabs.values()) {
      for (const story of tab.stories) watch.add(story);
      for (const story of tab.here) here.add(story);
    }
    if (this.#tabs.size === 0) return "";
    return `${[...watch].sort().join(",")}|${[...here].sort().join(",")}`;
  }

  /** Reconnects if the stream does not cover the current subscriptions. */
  #updateSubscription(): void {
    const wanted = this.#wanted();
    if (wanted === this.#subscribed) return;
    const streamed = new Set(this.#subscribed.split(/[,|]/));
    const isMore = wanted.split(/[,|]/).some((story) => !streamed.has(story)) || this.#subscribed === "";
    if (isMore && this.#retryMs > 0 && this.#connectTimer.isScheduled) return; // the server is unreachable; the next attempt includes it
    this.#connectTimer.schedule(isMore ? 0 : unsubscribeMs);
  }

  #connect(): void {
    this.#closeStream?.();
    this.#closeStream = null;
    this.#isOpen = false;
    const wanted = this.#wanted();
    this.#subscribed = wanted;
    if (wanted === "") return;
    const [watch = "", here = ""] = wanted.split("|");
    const stories = watch.split(",").filter(Boolean);
    for (const story of this.#versions.keys()) if (!stories.includes(story)) this.#versions.delete(story);
    const query = new URLSearchParams();
    if (stories.length > 0) query.set("watch", stories.map((id) => `${id}.${this.#versions.get(id) ?? 0}`).join(","));
    if (here !== "") query.set("here", here);
    this.#closeStream = this.#network.open(`/api/events?${query}`, {
      open: () => {
        this.#isOpen = true;
        this.#retryMs = 0;
        this.#network.send({ kind: "open" });
        this.#repeatPresence();
      },
      broken: () => this.#onBroken(),
      event: (event, text) => this.#onEvent(event, text),
    });
  }

  #onEvent(event: string, text: string): void {
    const { story, data } = JSON.parse(text) as { story?: string; data: unknown };
    if (event === "steps" && story) this.#versions.set(story, (data as { version: number }).version);
    // If the person's access has ended, an immediate retry is useless; if the server was only busy, it is not.
    const isOut = event === "gone" && !story && (data as { code: string }).code !== "BUSY";
    if (isOut) this.#retryMs = maxRetryMs / 2;
    this.#network.send({ kind: "event", event, data, ...(story ? { story } : {}) });
  }

  #onBroken(): void {
    this.#closeStream?.();
    this.#closeStream = null;
    this.#isOpen = false;
    this.#subscribed = "";
    this.#network.send({ kind: "broken" });
    this.#retryMs = Math.min(maxRetryMs, this.#retryMs * 2 || firstRetryMs);
    this.#connectTimer.schedule(this.#retryMs);
  }

  #queuePresence(tab: Tab, presence: TabPresence): void {
    if (presence.gone) tab.presence.delete(presence.tabId);
    else tab.presence.set(presence.tabId, presence);
    this.#queued.set(presence.tabId, presence);
    this.#scheduleAnnouncement();
  }
  #scheduleAnnouncement(): void {
    this.#announceTimer ??= setTimeout(
      () => {
        this.#announceTimer = undefined;
        this.#announcedAt = Date.now();
        const tabs = [...this.#queued.values()];
        this.#queued.clear();
        if (tabs.length > 0) this.#network.announce(tabs);
      },
      Math.max(0, this.#announcedAt + announceMs - Date.now()),
    );
  }
  /** The server removes a tab whose presence is not repeated. */
  #repeatPresence(): void {
    for (const tab of this.#tabs.values())
      for (const one of tab.presence.values()) if (!this.#queued.has(one.tabId)) this.#queued.set(one.tabId, one);
    if (this.#queued.size > 0) this.#scheduleAnnouncement();
  }
}
