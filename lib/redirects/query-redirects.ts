import { queryAddress } from "../addresses/paths.ts";
import type { FreshnessFacts, Generations } from "../press/generations.ts";

type Kept = FreshnessFacts & { targets: ReadonlyMap<string, string> };

/**
 * Redirects from old addresses that are identified by their query ("/story.asp?id=11"). Pages ignore query keys that they
 * do not declare, so these are answered before a page is looked for, from a list that is loaded again after each change.
 */
export class QueryRedirects {
  readonly #generations: Generations;
  readonly #tag: string;
  readonly #load: () => Promise<ReadonlyMap<string, string>>;
  #kept: Kept | undefined;
  #loading: Promise<Kept> | undefined;

  /** @param tag is purged with every change of the list */
  constructor(generations: Generations, tag: string, load: () => Promise<ReadonlyMap<string, string>>) {
    this.#generations = generations;
    this.#tag = tag;
    this.#load = load;
  }

  /**
   * @param url path and query as requested
   * @returns the old address in its stored form and where it leads, or null. While the list cannot be loaded, the last
   *   one counts.
   */
  async find(url: string): Promise<{ from: string; to: string } | null> {
    const from = url.includes("?") ? queryAddress(url) : null;
    if (from === null) return null;
    const { targets } = await this.#fresh();
    const to = targets.get(from);
    return to === undefined ? null : { from, to };
  }

  async #fresh(): Promise<Kept> {
    if (this.#kept && this.#generations.freshness(this.#kept) === "fresh") return this.#kept;
    this.#loading ??= this.#loadAgain().finally(() => {
      this.#loading = undefined;
    });
    try {
      return await this.#loading;
    } catch (error) {
      if (this.#kept) return this.#kept;
      throw error;
    }
  }

  async #loadAgain(): Promise<Kept> {
    const began = this.#generations.current;
    const targets = await this.#load();
    this.#kept = { targets, began, tags: [this.#tag], soon: [], until: undefined };
    return this.#kept;
  }
}
