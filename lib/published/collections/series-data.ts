// Series boxes of a text that show a collection.
import { hrefOf } from "#lib/addresses/paths.ts";
import { collectionsIn, expandSeries } from "#lib/document/expand-series.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { Transaction } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { dependsOn } from "../../press/context.ts";
import { collectionTag } from "./data.ts";

type Reader = {
  liveCollection: Pick<Transaction["liveCollection"], "findMany">;
  liveStory: Pick<Transaction["liveStory"], "findMany">;
};

/**
 * The documents as readers get them, with the stories of collections in their series boxes: those that are live and in lists, in
 * order. Without such a box nothing is read.
 */
export async function withSeries(
  documents: readonly NodeJson[],
  client: Reader = readerClient(),
): Promise<readonly NodeJson[]> {
  const ids = [...new Set(documents.flatMap(collectionsIn))];
  if (ids.length === 0) return documents;
  const rows = await client.liveCollection.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, path: true, storyIds: true },
  });
  const stories = [...new Set(rows.flatMap(({ storyIds }) => storyIds))];
  const listed = await client.liveStory.findMany({
    where: { storyId: { in: stories }, listed: true },
    select: { storyId: true },
  });
  dependsOn(...ids.map(collectionTag), ...stories.map((id) => `story:${id}`)); // also of those that are not live: one may be reinstated
  const shown = new Set(listed.map(({ storyId }) => storyId));
  const collections = new Map(
    rows.map(({ id, title, path, storyIds }) => [
      id,
      { name: title, href: hrefOf(path), storyIds: storyIds.filter((story) => shown.has(story)) },
    ]),
  );
  return documents.map((document) => expandSeries(document, collections));
}
