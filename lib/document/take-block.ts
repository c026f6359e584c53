import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { keyOf, zoneRank } from "./compare.ts";
import { giveIds, repairIds } from "./ids.ts";
import { restoreBlock } from "./restore.ts";
import { zoneOfNode } from "./zones.ts";

type Place = { pos: number; node: Node };
function placesOf(doc: Node): Map<string, Place> {
  const places = new Map<string, Place>();
  doc.forEach((node, pos) => {
    places.set(keyOf(node), { pos, node });
  });
  return places;
}

/** Where a zone that the story does not have belongs. */
function zonePlace(doc: Node, block: Node): number {
  let pos = 0;
  for (const node of doc.children) {
    if (zoneRank(node) > zoneRank(block)) break;
    pos += node.nodeSize;
  }
  return pos;
}

/**
 * Puts one block of another state of the story into `current`, and nothing else. A block of the body goes behind the
 * nearest one that stood before it there, with a new id where its own is in use: it never takes the place of what is there.
 * Of what there is only one of (headline, main picture …) the words are made those of `source`.
 * @param key the block's, as `keyOf` tells it
 * @returns null when `source` has no such block, or `current` says the same already
 */
export function takeBlock(current: Node, source: Node, key: string): Transform | null {
  const index = source.children.findIndex((node) => keyOf(node) === key);
  const wanted = source.maybeChild(index);
  if (index < 0 || !wanted) return null;
  const places = placesOf(current);
  const there = places.get(key);
  const transform = new Transform(current);
  if (there?.node.eq(wanted)) return null;
  if (zoneOfNode(wanted) !== "body") {
    if (there) restoreBlock(transform, there.pos, there.node, wanted);
    else transform.insert(zonePlace(current, wanted), wanted);
  } else transform.insert(bodyPlace(current, places, source.children.slice(0, index + 1)), wanted);
  giveIds(transform, repairIds(transform.doc, current, transform.mapping));
  return transform;
}

/** Behind the last of these blocks that is there; before all of the body where none is. */
function bodyPlace(current: Node, places: ReadonlyMap<string, Place>, upTo: readonly Node[]): number {
  const isOfBody = (node: Node) => zoneOfNode(node) === "body";
  for (const block of upTo.toReversed().filter(isOfBody)) {
    const place = places.get(keyOf(block));
    if (place) return place.pos + place.node.nodeSize;
  }
  const first = current.children.find(isOfBody);
  return (first && places.get(keyOf(first))?.pos) ?? current.content.size;
}
