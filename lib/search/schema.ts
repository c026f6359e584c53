// The parameters of a search address.
import * as z from "zod";
import { searchKeys } from "../press/canonical.ts";
import { cleanQuery } from "./query.ts";

const first = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => ([value ?? ""].flat()[0] ?? "").trim());
const slug = first.transform((value) => (/^[\p{L}\p{N}/_-]{1,200}$/u.test(value) ? value : ""));
const day = first.transform((value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : ""));

/** Every input is valid: values that make no sense are dropped. */
export const searchSchema = z.object({
  q: first.transform(cleanQuery),
  section: slug,
  topic: slug,
  author: slug,
  from: day,
  to: day,
  sort: first.transform((value) => (value === "newest" ? ("newest" as const) : ("best" as const))),
  page: first.transform((value) => Number(/^[1-9]\d{0,2}$/.exec(value)?.[0] ?? 1)),
});
export type SearchAddress = z.output<typeof searchSchema>;

/** The address of a search with some parameters changed; another search begins on its first page. */
export function searchHref(asked: SearchAddress, change: Partial<SearchAddress>): string {
  const next = { ...asked, page: 1, ...change };
  const query = new URLSearchParams();
  for (const key of searchKeys) {
    const value = String(next[key]);
    if (value === "" || (key === "sort" && value === "best") || (key === "page" && value === "1")) continue;
    query.set(key, value);
  }
  return query.size > 0 ? `/search?${query}` : "/search";
}
