// What every part of the bench works with.
import type { Person } from "#lib/actor.ts";
import type { Results } from "./results.ts";
import type { Visitor } from "./visitor.ts";

export type Bench = {
  attacks: readonly string[];
  /** Numbers of those with a character to which HTML, a script or an address gives a meaning. */
  marked: readonly number[];
  admin: Person;
  results: Results;
  /** Nobody is signed in. */
  reader: Visitor;
  /** Signed in as the admin. */
  newsroom: Visitor;
  /** Signed in as the admin, in a browser that follows no policy. */
  unprotected: Visitor;
  /** A folder that is removed at the end. */
  folder: string;
  say: (line: string) => void;
};

/**
 * The addresses of all pages of a list.
 * @param next the cursor of the page behind this one; null for the last one
 */
export async function pagesOf(
  address: string,
  next: (after: string | undefined) => Promise<string | null>,
): Promise<string[]> {
  const pages = [address];
  for (let after = await next(undefined); after !== null; after = await next(after))
    pages.push(`${address}?after=${encodeURIComponent(after)}`);
  return pages;
}
