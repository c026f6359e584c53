import type { Node } from "@tiptap/pm/model";
import type { Mappable, Transform } from "@tiptap/pm/transform";
import { blockId } from "./attributes.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A new block id: 12 characters of base64url, 72 random bits; unique within a story, where at most 2,000 are alive. */
export function newBlockId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(12))) id += alphabet[byte & 63];
  return id;
}

export type IdRepair = { pos: number; id: string };

type Places = Map<string, number[]>;
/** The positions of each id in the document, and of the blocks without a valid id. */
function placesOf(doc: Node): { places: Places; without: number[] } {
  const places: Places = new Map();
  const without: number[] = [];
  doc.descendants((node, pos) => {
    if (!Object.hasOwn(node.type.spec.attrs ?? {}, "id")) return !node.isTextblock;
    const id: unknown = node.attrs.id;
    if (blockId.safeParse(id).success) places.set(id as string, [...(places.get(id as string) ?? []), pos]);
    else without.push(pos);
    return !node.isTextblock;
  });
  return { places, without };
}

/**
 * The ids to give after a change made here (never after a colleague's), so that each block has one of its own. `mapping`
 * leads from `oldDoc` to `newDoc`. Of several blocks with one id the one where the old block went keeps it: the first half
 * of a split, the original of a copy. Where the old block is gone (moved, or cut before) the first keeps it.
 */
export function repairIds(newDoc: Node, oldDoc: Node, mapping: Mappable): IdRepair[] {
  const { places, without } = placesOf(newDoc);
  const wrong = [...without];
  const doubled = [...places].filter(([, positions]) => positions.length > 1);
  if (doubled.length > 0) {
    const old = placesOf(oldDoc).places;
    for (const [id, positions] of doubled) {
      const before = old.get(id)?.[0];
      const went = before === undefined ? -1 : mapping.map(before, 1);
      const keeper = positions.includes(went) ? went : positions[0];
      wrong.push(...positions.filter((pos) => pos !== keeper));
    }
  }
  return wrong.sort((a, b) => a - b).map((pos) => ({ pos, id: newBlockId() }));
}

/** Writes the ids as replacements of the blocks' borders, which the server takes; it takes no `attr` step on an id. */
export function giveIds(transform: Transform, repairs: readonly IdRepair[]): void {
  for (const { pos, id } of repairs) {
    const node = transform.doc.nodeAt(pos);
    if (node) transform.setNodeMarkup(pos, null, { ...node.attrs, id }, node.marks);
  }
}
