import type { NodeJson } from "#lib/document/json.ts";
import { withSeries } from "./collections/series-data.ts";
import { withSnippets } from "./snippet-data.ts";

type Reader = NonNullable<Parameters<typeof withSnippets>[1] & Parameters<typeof withSeries>[1]>;

/** The documents as readers get them, with what they share with others: bound snippets, and the stories of collections. */
export const withShared = async (documents: readonly NodeJson[], client?: Reader): Promise<readonly NodeJson[]> =>
  withSeries(await withSnippets(documents, client), client);
