export type Query = Record<string, string | string[] | undefined>;

/** The address of a list with some filters changed; null removes one. The new list starts at the first page. */
export function withQuery(path: string, query: Query, changes: Record<string, string | null>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== "" && name !== "after") params.set(name, first);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
