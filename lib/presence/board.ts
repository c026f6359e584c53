// Who is where, on every node: each gathers what its own people do and tells all others ten times a second at most.
// Nothing of it is stored; who is not heard of for a while is gone.
import { log } from "../log.ts";
import { appClient } from "../postgres/app.ts";
import { listener } from "../postgres/listener.ts";
import { shared } from "../process.ts";
import type { Here } from "./types.ts";

/** Milliseconds: between two tellings of this node, and without a word until a tab counts as gone (they call every 10 s). */
const telling = 100;
const patience = 25_000;
/** Bytes of one notification; PostgreSQL takes less than 8,000. */
const longest = 7_000;

type News = Here & { gone: boolean };
type Known = Here & { heard: number };

export class Board {
  readonly #stories = new Map<string, Map<string, Known>>();
  readonly #watchers = new Map<string, Set<(here: Here[]) => void>>();
  readonly #news = new Map<string, News>();
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    listener().on("galley_presence", (payload) => {
      for (const one of JSON.parse(payload) as News[]) this.#take(one);
    });
    setInterval(() => this.#forget(), 5_000).unref();
  }

  /** Stories in which somebody is, or whose people somebody watches. */
  get storyCount(): number {
    return new Set([...this.#stories.keys(), ...this.#watchers.keys()]).size;
  }

  /** Records the presence of a tab of this node. The caller has checked that the person may see the story. */
  say(news: News): void {
    this.#news.set(`${news.personId} ${news.tabId}`, news);
    this.#timer ??= setTimeout(() => void this.#tell(), telling).unref();
  }

  here(storyId: string): Here[] {
    return [...(this.#stories.get(storyId)?.values() ?? [])].map(({ heard, ...here }) => here);
  }

  /** Calls with everybody who is in the story, now and whenever that changes, until the returned function is called. */
  watch(storyId: string, tell: (here: Here[]) => void): () => void {
    const watchers = this.#watchers.get(storyId) ?? new Set();
    this.#watchers.set(storyId, watchers.add(tell));
    tell(this.here(storyId));
    return () => {
      watchers.delete(tell);
      if (watchers.size === 0) this.#watchers.delete(storyId);
    };
  }

  async #tell(): Promise<void> {
    this.#timer = undefined;
    const news = [...this.#news.values()];
    this.#news.clear();
    try {
      for (const part of parts(news)) await appClient().$executeRaw`select pg_notify('galley_presence', ${part})`;
    } catch (error) {
      log.debug({ error }, "presence update could not be sent to other nodes");
    }
  }

  #take({ gone, ...here }: News): void {
    const tabs = this.#stories.get(here.storyId) ?? new Map<string, Known>();
    const before = tabs.get(here.tabId);
    // The id of a tab is known to colleagues, but only its own person speaks for it.
    if (before && before.personId !== here.personId) return;
    if (gone) tabs.delete(here.tabId);
    else tabs.set(here.tabId, { ...here, heard: Date.now() });
    if (tabs.size === 0) this.#stories.delete(here.storyId);
    else this.#stories.set(here.storyId, tabs);
    const { heard, ...known } = before ?? { heard: 0 };
    if (gone ? before : JSON.stringify(known) !== JSON.stringify(here)) this.#spread(here.storyId);
  }

  #spread(storyId: string): void {
    const here = this.here(storyId);
    for (const tell of this.#watchers.get(storyId) ?? []) tell(here);
  }

  #forget(): void {
    const oldest = Date.now() - patience;
    for (const [storyId, tabs] of this.#stories) {
      const silent = [...tabs.values()].filter(({ heard }) => heard < oldest);
      for (const { tabId } of silent) tabs.delete(tabId);
      if (tabs.size === 0) this.#stories.delete(storyId);
      if (silent.length > 0) this.#spread(storyId);
    }
  }
}

/** The news as JSON lists, each short enough for one notification. */
function parts(news: readonly News[]): string[] {
  const out: string[] = [];
  let part: string[] = [];
  let size = 2;
  for (const one of news) {
    const json = JSON.stringify(one);
    const bytes = Buffer.byteLength(json) + 1;
    if (size + bytes > longest && part.length > 0) {
      out.push(`[${part.join(",")}]`);
      part = [];
      size = 2;
    }
    part.push(json);
    size += bytes;
  }
  if (part.length > 0) out.push(`[${part.join(",")}]`);
  return out;
}

export function board(): Board {
  const state = shared();
  state.board ??= new Board();
  return state.board as Board;
}
