import { newPrinting, type Printing, printing } from "./context.ts";
import type { Generations, Judged } from "./generations.ts";

type Part = Judged & { value: unknown };

/**
 * What many pages show alike (the paper's settings, its navigation), loaded once and kept by the rule for pages: it is
 * as exact as they are. A page that shows a part depends on all that the part depends on.
 */
export class Parts {
  readonly #generations: Generations;
  readonly #isSure: () => boolean;
  readonly #kept = new Map<string, Part>();

  /** @param isSure whether this node hears of every change */
  constructor(generations: Generations, isSure: () => boolean) {
    this.#generations = generations;
    this.#isSure = isSure;
  }

  /** @param name of this kind of part: there are few. @param load its result is shared and must not be changed */
  async take<T>(name: string, load: () => Promise<T>): Promise<T> {
    const page = printing().getStore();
    const kept = this.#kept.get(name);
    // Not one that lags: a page that is printed from now on would not know that it has to come up with a change.
    const isRight = kept && this.#isSure() && this.#generations.isUntouched(kept);
    const part = isRight ? kept : await this.#load(name, load);
    if (page) tell(page, part);
    return part.value as T; // what `load` of this name returned
  }

  async #load(name: string, load: () => Promise<unknown>): Promise<Part> {
    const began = this.#generations.current;
    const isSure = this.#isSure(); // else a change that it should hear of may be missed
    const own = newPrinting();
    const value = await printing().run(own, load);
    const part = { value, began, tags: [...own.tags], soon: [...own.soon], until: own.until };
    if (isSure) this.#kept.set(name, part);
    return part;
  }
}

function tell(page: Printing, { tags, soon, until }: Part): void {
  for (const tag of tags) page.tags.add(tag);
  for (const tag of soon) page.soon.add(tag);
  if (until !== undefined) page.until = Math.min(page.until ?? Number.POSITIVE_INFINITY, until);
}
