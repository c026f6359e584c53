// Where the words that the law took lie, or lay.
import { Node } from "@tiptap/pm/model";
import { blankedOn, blankNode, isUnlawful, type Unlawful, unlawfulFields } from "#lib/document/blank.ts";
import { keyOf } from "#lib/document/compare.ts";
import type { StoryFields } from "#lib/document/fields.ts";
import { documentSchema } from "#lib/document/schema.ts";
import type { Transaction } from "../postgres/app.ts";

/** Places in the blocks of one revision, and what each block is called: its id, its zone, or "fields". */
export type BlankMatch = {
  revisionId: string;
  number: number;
  places: { position: number; block: string; node: Node | null }[];
};

const page = 20;
const nodeOf = (block: string): Node => Node.fromJSON(documentSchema, JSON.parse(block));

/** Every revision of a story that holds what is to go, oldest first. What was blanked before is passed over. */
export async function* findUnlawful(tx: Transaction, storyId: string, what: Unlawful): AsyncGenerator<BlankMatch> {
  const blanked = await listBlanked(tx, storyId);
  let after = 0;
  for (;;) {
    const rows = await tx.revision.findMany({
      where: { storyId, number: { gt: after } },
      orderBy: { number: "asc" },
      take: page,
      select: { id: true, number: true, blocks: true },
    });
    for (const { id, number, blocks } of rows) {
      const done = blanked.get(id);
      const places = blocks.flatMap((block, position): BlankMatch["places"] => {
        if (position === 0) {
          const fields = unlawfulFields(JSON.parse(block) as StoryFields, what);
          return fields.length > 0 ? [{ position, block: "fields", node: null }] : [];
        }
        if (done?.has(position)) return [];
        const node = nodeOf(block);
        return isUnlawful(node, what) ? [{ position, block: keyOf(node), node }] : [];
      });
      if (places.length > 0) yield { revisionId: id, number, places };
    }
    after = rows.at(-1)?.number ?? after;
    if (rows.length < page) return;
  }
}

export type Blanked = { block: string; at: Date; reason: string };

/** What was blanked in a story: by revision, then by place in its blocks. */
export async function listBlanked(tx: Transaction, storyId: string): Promise<Map<string, Map<number, Blanked>>> {
  const rows = await tx.blankedBlock.findMany({
    where: { storyId },
    orderBy: [{ at: "asc" }, { block: "asc" }],
    select: { revisionId: true, position: true, block: true, at: true, reason: true },
  });
  const found = new Map<string, Map<number, Blanked>>();
  for (const { revisionId, position, ...blanked } of rows)
    found.set(revisionId, (found.get(revisionId) ?? new Map<number, Blanked>()).set(position, blanked));
  return found;
}

/** Whether a blanked block says that and nothing else. Of fields nobody can tell: those that stayed have no hash of their own. */
export function saysOnlyBlanked(block: string, position: number, at: Date): boolean {
  if (position === 0) return true;
  try {
    const node = nodeOf(block);
    return node.textContent === blankedOn(at) && node.eq(blankNode(node, at));
  } catch {
    return false;
  }
}
