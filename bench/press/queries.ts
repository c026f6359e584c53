// What is asked of the database in this process, by whatever client.
import pg from "pg";

export type Query = { text: string; values: readonly unknown[] };
type Asked = string | { text: string; values?: readonly unknown[] };

/** Calls `heard` with every query from now on; the answer ends it. */
export function listenToQueries(heard: (query: Query) => void): () => void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function heardOf(this: pg.Client, ...given: Parameters<typeof query>) {
    // Of the many overloads every one begins with these two.
    const [asked, values] = given as unknown as [Asked, readonly unknown[] | undefined];
    const text = typeof asked === "string" ? asked : asked.text;
    heard({ text, values: (Array.isArray(values) ? values : typeof asked === "string" ? [] : asked.values) ?? [] });
    return query.apply(this, given);
  } as typeof query;
  return () => {
    pg.Client.prototype.query = query;
  };
}
