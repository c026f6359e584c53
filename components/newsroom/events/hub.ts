// One event stream for all tabs of a browser, because browsers limit the number of connections to a server.
// Runs in a SharedWorker, or in the leading tab of a browser without SharedWorker.
import type { Announcement } from "#lib/presence/schema.ts";

export type TabNews = Announcement["tabs"][number];
export type ToHub =
  | { kind: "watch"; tab: string; story: string; version: number }
  | { kind: "unwatch"; tab: string; story: string }
  /** Stories of which only presence is needed. */
  | { kind: "here"; tab: string; stories: string[] }
  | { kind: "presence"; tab: string; news: TabNews }
  | { kind: "retry"; tab: string }
  | { kind: "bye"; tab: string };
export type FromHub =
  | { kind: "event"; event: string; story?: string; data: unknown }
  /** Whether the stream is connected. */
  | { kind: "open" }
  | { kind: "broken" };

export type HubWorld = {
  /** Opens a stream; the returned function closes it. */
  open: (
    url: string,
    on: { open: () => void; broken: () => void; event: (name: string, text: string) => void },
  ) => () => void;
  announce: (tabs: TabNews[]) => void;
  /** Sends to one tab, or to all. */
  send: (message: FromHub, tab?: string) => void;
};

export const eventNames = ["steps", "status", "comments", "presence", "gone", "notices"] as const;

/** Delays in milliseconds. */
const firstRetry = 500;
const maxRetry = 30_000;
const announcing = 250;
const heartbeat = 10_000;
/** A subscription that is no longer needed may end late; a new one must start at once. */
const lazily = 5_000;

type Tab = { stories: Set<string>; here: string[]; news: Map<string, TabNews> };

export class Hub {
  readonly #world: HubWorld;
  readonly #tabs = new Map<string, Tab>();
  /** The newest version of each watched story that was sent to the tabs. */
  readonly #have = new Map<string, number>();
  #streamed = "";
  #end: (() => void) | null = null;
  #isOpen = false;
  #delay = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;
  readonly #unsaid = new Map<string, TabNews>();
  #saidAt = 0;
  #saying: ReturnType<typeof setTimeout> | undefined;
  readonly #beat: ReturnType<typeof setInterval>;

  constructor(world: HubWorld) {
    this.#world = world;
    this.#beat = setInterval(() => this.#heartbeat(), heartbeat);
  }

  take(message: ToHub): void {
    if (message.kind === "bye") {
      this.forget(message.tab);
      return;
    }
    // A page was loaded, so the person is signed in and the server responds, whatever the last attempt returned.
    if (!this.#tabs.has(message.tab)) this.#delay = 0;
    const tab = this.#tabs.get(message.tab) ?? { stories: new Set(), here: [], news: new Map() };
    this.#tabs.set(message.tab, tab);
    if (message.kind === "watch") this.#watch(message.tab, tab, message.story, message.version);
    else if (message.kind === "unwatch") {
      tab.stories.delete(message.story);
      this.#reconsider();
    } else if (message.kind === "here") {
      tab.here = message.stories;
      this.#reconsider();
      if (this.#isOpen) this.#world.send({ kind: "open" }, message.tab);
    } else if (message.kind === "presence") this.#say(tab, message.news);
    else if (message.kind === "retry" && !this.#isOpen) {
      this.#delay = 0;
      this.#later(0);
    }
  }

  /** A tab was closed. */
  forget(name: string): void {
    const tab = this.#tabs.get(name);
    if (!tab) return;
    for (const news of tab.news.values()) this.#unsaid.set(news.tabId, { ...news, gone: true });
    if (tab.news.size > 0) this.#soonSay();
    this.#tabs.delete(name);
    this.#reconsider();
  }

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#saying);
    clearInterval(this.#beat);
    this.#end?.();
  }

  #watch(name: string, tab: Tab, story: string, version: number): void {
    tab.stories.add(story);
    const have = this.#have.get(story);
    if (have === undefined) this.#have.set(story, version);
    else if (version < have)
      // The tab lacks versions that the others have: an empty range beyond them makes it fetch.
      this.#world.send(
        {
          kind: "event",
          event: "steps",
          story,
          data: { from: have, version: have, steps: [], clientIds: [], personIds: [] },
        },
        name,
      );
    this.#reconsider();
    if (this.#isOpen && this.#streamed === this.#wanted()) this.#world.send({ kind: "open" }, name);
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
  #reconsider(): void {
    const wanted = this.#wanted();
    if (wanted === this.#streamed) return;
    const streamed = new Set(this.#streamed.split(/[,|]/));
    const isMore = wanted.split(/[,|]/).some((story) => !streamed.has(story)) || this.#streamed === "";
    if (isMore && this.#delay > 0 && this.#timer !== undefined) return; // the server is unreachable; the next attempt includes it
    this.#later(isMore ? 0 : lazily);
  }

  #later(ms: number): void {
    const due = Date.now() + ms;
    if (this.#timer !== undefined && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#open();
    }, ms);
  }

  #open(): void {
    this.#end?.();
    this.#end = null;
    this.#isOpen = false;
    const wanted = this.#wanted();
    this.#streamed = wanted;
    if (wanted === "") return;
    const [watch = "", here = ""] = wanted.split("|");
    const stories = watch.split(",").filter(Boolean);
    for (const story of this.#have.keys()) if (!stories.includes(story)) this.#have.delete(story);
    const query = new URLSearchParams();
    if (stories.length > 0) query.set("watch", stories.map((id) => `${id}.${this.#have.get(id) ?? 0}`).join(","));
    if (here !== "") query.set("here", here);
    this.#end = this.#world.open(`/api/events?${query}`, {
      open: () => {
        this.#isOpen = true;
        this.#delay = 0;
        this.#world.send({ kind: "open" });
        this.#heartbeat();
      },
      broken: () => this.#broken(),
      event: (event, text) => this.#heard(event, text),
    });
  }

  #heard(event: string, text: string): void {
    const { story, data } = JSON.parse(text) as { story?: string; data: unknown };
    if (event === "steps" && story) this.#have.set(story, (data as { version: number }).version);
    // If the person's access has ended, an immediate retry is useless; if the server was only busy, it is not.
    const isOut = event === "gone" && !story && (data as { code: string }).code !== "BUSY";
    if (isOut) this.#delay = maxRetry / 2;
    this.#world.send({ kind: "event", event, data, ...(story ? { story } : {}) });
  }

  #broken(): void {
    this.#end?.();
    this.#end = null;
    this.#isOpen = false;
    this.#streamed = "";
    this.#world.send({ kind: "broken" });
    this.#delay = Math.min(maxRetry, this.#delay * 2 || firstRetry);
    this.#later(this.#delay);
  }

  #say(tab: Tab, news: TabNews): void {
    if (news.gone) tab.news.delete(news.tabId);
    else tab.news.set(news.tabId, news);
    this.#unsaid.set(news.tabId, news);
    this.#soonSay();
  }
  #soonSay(): void {
    this.#saying ??= setTimeout(
      () => {
        this.#saying = undefined;
        this.#saidAt = Date.now();
        const tabs = [...this.#unsaid.values()];
        this.#unsaid.clear();
        if (tabs.length > 0) this.#world.announce(tabs);
      },
      Math.max(0, this.#saidAt + announcing - Date.now()),
    );
  }
  /** Removes tabs that no longer send heartbeats. */
  #heartbeat(): void {
    for (const tab of this.#tabs.values())
      for (const news of tab.news.values()) if (!this.#unsaid.has(news.tabId)) this.#unsaid.set(news.tabId, news);
    if (this.#unsaid.size > 0) this.#soonSay();
  }
}
