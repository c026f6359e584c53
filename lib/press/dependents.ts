// Which pages show something that changes.
import { showsChange } from "./generations.ts";
import type { Host } from "./headers.ts";
import type { Press } from "./press.ts";
import { Semaphore } from "./semaphore.ts";

export type Dependent = {
  /** Path and query. */
  url: string;
  status: number;
  /** Media type, without parameters; "" for a redirect. */
  type: string;
  when: "now" | "soon";
};

/** Two at a time, so that readers do not wait for the pages of this list. */
const slots = new Semaphore(2, 1_000);

/** What is known of a page that is cached or was rendered. */
type Known = {
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  tags: readonly string[];
  soon: readonly string[];
};

/**
 * The pages that these tags change: those in the cache of this node, and those of `candidates` that depend on them. A candidate
 * that is not in the cache is rendered. Each page once, in the order of the candidates, then as last read.
 */
export async function findDependents(
  press: Press,
  host: Host,
  changed: ReadonlySet<string>,
  candidates: readonly string[],
): Promise<Dependent[]> {
  const site = `${host.proto}://${host.name}`;
  const asked = await Promise.all(
    candidates.map(async (url): Promise<Known | null> => {
      const cached = press.cache.get(site + url);
      if (cached && press.generations.freshness(cached) === "fresh") return cached;
      // A page that cannot be rendered now is no reason to show none of the others.
      const found = await slots.run(() => press.renders.inspect(url, host)).catch(() => null);
      return found && { url, ...found.rendered, tags: [...found.page.tags], soon: [...found.page.soon] };
    }),
  );
  const pages = new Map<string, Known>();
  for (const page of asked) if (page) pages.set(page.url, page);
  for (const [key, page] of press.cache.memory.entries())
    if (key === site + page.url && !page.isPassing && page.status !== 404 && !pages.has(page.url))
      pages.set(page.url, page);
  return [...pages.values()].flatMap((page) => {
    const when = showsChange(page, changed);
    const type = page.headers["content-type"]?.split(";")[0] ?? "";
    return when === "never" ? [] : [{ url: page.url, status: page.status, type, when }];
  });
}
