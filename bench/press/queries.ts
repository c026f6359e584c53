// What is query of the database in this process, by whatever client.
import pg from "pg";

export type Query = { text: string; values: readonly unknown[] };
type QueryArgument = string | { text: string; values?: readonly unknown[] };

/** Calls `onQuery` with every query from now on; the answer ends it. */
export function listenToQueries(onQuery: (query: Query) => void): () => void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function observedQuery(this: pg.Client, ...given: Parameters<typeof query>) {
    // Of the many overloads every one begins with these two.
    const [first, values] = given as unknown as [QueryArgument, readonly unknown[] | undefined];
    const text = typeof first === "string" ? first : first.text;
    onQuery({ text, values: (Array.isArray(values) ? values : typeof first === "string" ? [] : first.values) ?? [] });
    return query.apply(this, given);
  } as typeof query;
  return () => {
    pg.Client.prototype.query = query;
  };
}
