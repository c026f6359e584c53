import { fold } from "#lib/document/text.ts";
import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { hiddenFiles } from "../../roles/file-data.ts";
import { canSeePictures } from "../policy.ts";
import type { CollectionItem } from "./types.ts";

type Node = { id: string; parentId: string | null; name: string };

/** The names from the outermost collection to this one, joined by "/". */
function pathsOf(nodes: readonly Node[]): Map<string, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path = (node: Node, depth = 0): string => {
    const parent = node.parentId === null ? undefined : byId.get(node.parentId);
    return parent && depth < 20 ? `${path(parent, depth + 1)}/${node.name}` : node.name;
  };
  return new Map(nodes.map((node) => [node.id, path(node)]));
}

const listNodes = (client: Transaction): Promise<Node[]> =>
  client.pictureCollection.findMany({ select: { id: true, parentId: true, name: true } });

/** Every collection with its number of pictures, in the order of their paths. @throws NOT_ALLOWED */
export async function listCollections(actor: Actor): Promise<CollectionItem[]> {
  if (!canSeePictures(actor)) throw new DomainError("NOT_ALLOWED");
  const hidden = await hiddenFiles(actor, appClient(), "picture");
  const [nodes, counts] = await Promise.all([
    listNodes(appClient()),
    appClient().$queryRaw<{ id: string; count: number }[]>`
      select c.collection_id as id, (count(*) - count(p.id))::int as count
      from picture_in_collection c left join picture p on p.id = c.picture_id and p.trashed_at is not null
      where c.picture_id <> all(${hidden}::uuid[])
      group by c.collection_id`,
  ]);
  const paths = pathsOf(nodes);
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  return nodes
    .map((node) => ({ ...node, path: paths.get(node.id) ?? node.name, count: countOf.get(node.id) ?? 0 }))
    .sort((a, b) => compare(a.path.replaceAll("/", " \u0000"), b.path.replaceAll("/", " \u0000")));
}

/** The paths of collections by id. */
export const findCollectionPaths = async (client: Transaction = appClient()): Promise<Map<string, string>> =>
  pathsOf(await listNodes(client));

/** Ids of a collection and of all nested in it. */
function withNested(id: string, nodes: readonly Node[]): string[] {
  const ids = new Set([id]);
  for (let size = 0; size !== ids.size; ) {
    size = ids.size;
    for (const node of nodes) if (node.parentId !== null && ids.has(node.parentId)) ids.add(node.id);
  }
  return [...ids];
}

/**
 * Ids of the collections with this path ("Sport/Football") or this name, and of those nested in them. Case and accents do
 * not matter. Empty if there is none.
 */
export async function findCollectionsByPath(actor: Actor, path: string): Promise<string[]> {
  if (!canSeePictures(actor)) throw new DomainError("NOT_ALLOWED");
  const nodes = await listNodes(appClient());
  const paths = pathsOf(nodes);
  const wanted = fold(path);
  const exact = nodes.filter(({ id }) => fold(paths.get(id) ?? "") === wanted);
  const chosen = exact.length > 0 ? exact : nodes.filter(({ name }) => fold(name) === wanted);
  return [...new Set(chosen.flatMap(({ id }) => withNested(id, nodes)))];
}

/** Whether `id` is `ancestorId` or nested in it. */
export async function isNestedIn(tx: Transaction, id: string, ancestorId: string): Promise<boolean> {
  return withNested(ancestorId, await listNodes(tx)).includes(id);
}
