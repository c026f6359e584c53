import { newRenderContext, type RenderContext, renderContexts } from "./context.ts";
import type { FreshnessFacts, Generations } from "./generations.ts";

type Part = FreshnessFacts & { value: unknown };

/**
 * Data that many pages share (the paper's settings, its navigation), loaded once and invalidated like pages, so it is
 * as exact as they are. A page that shows a part inherits its tags.
 */
export class Parts {
  readonly #generations: Generations;
  readonly #isSure: () => boolean;
  readonly #kept = new Map<string, Part>();

  /** @param isSure whether this node receives every change */
  constructor(generations: Generations, isSure: () => boolean) {
    this.#generations = generations;
    this.#isSure = isSure;
  }

  /** @param name of this kind of part; there are few. @param load its result is shared and must not be modified */
  async take<T>(name: string, load: () => Promise<T>): Promise<T> {
    const page = renderContexts().getStore();
    const kept = this.#kept.get(name);
    // Rejects a part that lags: a page rendered now with the old part would never learn of that change.
    const isRight = kept && this.#isSure() && this.#generations.isUntouched(kept);
    const part = isRight ? kept : await this.#load(name, load);
    if (page) addDependencies(page, part);
    return part.value as T; // the result of `load` for this name
  }

  async #load(name: string, load: () => Promise<unknown>): Promise<Part> {
    const began = this.#generations.current;
    const isSure = this.#isSure(); // otherwise a change may be missed
    const own = newRenderContext();
    const value = await renderContexts().run(own, load);
    const part = { value, began, tags: [...own.tags], soon: [...own.soon], until: own.until };
    if (isSure) this.#kept.set(name, part);
    return part;
  }
}

function addDependencies(page: RenderContext, { tags, soon, until }: Part): void {
  for (const tag of tags) page.tags.add(tag);
  for (const tag of soon) page.soon.add(tag);
  if (until !== undefined) page.until = Math.min(page.until ?? Number.POSITIVE_INFINITY, until);
}
