// Text of items on its way into stories. The words keep the item, version and agency from which they came.
import { Transform } from "@tiptap/pm/transform";
import type { Person } from "../actor.ts";
import { documentFromJson, italic, paragraph } from "../document/build.ts";
import { storable } from "../document/characters.ts";
import { applySteps } from "../document/guard.ts";
import { newBlockId } from "../document/ids.ts";
import { childrenOf, type NodeJson } from "../document/json.ts";
import { withOtherIds } from "../document/other-ids.ts";
import { documentSchema } from "../document/schema.ts";
import { withOrigin } from "../document/wire-origin.ts";
import { zoneRange } from "../document/zones.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { transaction } from "../postgres/app.ts";
import { setEmbargoIn } from "../schedule/embargo-mutations.ts";
import { createStoryIn } from "../stories/creating/mutations.ts";
import { loadDocument } from "../stories/document.ts";
import { lockStory } from "../stories/lock.ts";
import { whyNoEdit } from "../stories/policy.ts";
import { guarded } from "../stories/saving/mutations.ts";
import { writeSteps } from "../stories/saving/step-mutations.ts";
import { canReadWires, creditLine, sectionFor } from "./policy.ts";
import type { WireContent } from "./types.ts";

type TakenItem = {
  id: string;
  sectionId: string | null;
  topicIds: string[];
  source: { name: string; sectionId: string | null };
  content: WireContent;
  /** With the origin on their words and ids of their own; the last one is the credit. */
  blocks: NodeJson[];
};

/**
 * The newest version of an item, for a story. What somebody uses belongs to the list again.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE for an item that its source has withdrawn or withheld
 */
async function takeIn(tx: Transaction, actor: Person, itemId: string): Promise<TakenItem> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  // Until the story is noted no other version arrives, of which its people would not be notified.
  await tx.$executeRaw`update wire_item set dropped_by_id = null where id = ${itemId}::uuid`;
  const item = await tx.wireItem.findUnique({
    where: { id: itemId },
    select: {
      number: true,
      sectionId: true,
      topicIds: true,
      source: { select: { name: true, sectionId: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { item: true } },
    },
  });
  const content = item?.versions[0]?.item as WireContent | undefined;
  if (!item || !content) throw new DomainError("NOT_FOUND");
  if (content.status !== "usable") throw new DomainError("WRONG_STATE", { why: content.status });
  const { number, sectionId, topicIds, source } = item;
  const origin = { item: itemId, number, source: agencyOf(content, source.name) };
  const blocks = childrenOf(content.document).filter(({ type }) => documentSchema.nodes[type]?.isInGroup("block"));
  const credit = paragraph(italic(storable(creditLine(content, source.name))));
  return {
    ...{ id: itemId, sectionId, topicIds, source, content },
    blocks: withOrigin(withOtherIds([...blocks.filter(hasContent), credit], newBlockId), origin),
  };
}

const hasContent = ({ type, content }: NodeJson): boolean => type !== "paragraph" || (content?.length ?? 0) > 0;
const agencyOf = ({ provider }: WireContent, sourceName: string): string =>
  storable((provider || sourceName).replace(/\s+/g, " ").trim().slice(0, 200));

/** An embargo of the item is one of the story, unless that is embargoed for longer already. */
async function keepEmbargo(
  tx: Transaction,
  actor: Person,
  { content: { embargo }, source }: TakenItem,
  story: { id: string; embargoUntil: Date | null },
  now: Date,
): Promise<void> {
  if (embargo === null || Date.parse(embargo) <= Math.max(now.getTime(), story.embargoUntil?.getTime() ?? 0)) return;
  await setEmbargoIn(tx, actor, { storyId: story.id, until: embargo, reason: `Embargo of ${source.name}` });
}

/** Begins a story with the text of an item: its last line names the source, and an embargo of the item is one of the story. @throws as `takeIn` */
export function takeItem(
  actor: Person,
  { itemId }: { itemId: string },
  now = new Date(),
): Promise<{ storyId: string }> {
  return transaction(async (tx) => {
    const item = await takeIn(tx, actor, itemId);
    const { document } = item.content;
    const zones = childrenOf(document).filter(({ type }) => !documentSchema.nodes[type]?.isInGroup("block"));
    const fields = {
      section: sectionFor(actor, await sectionOf(tx, item)),
      topics: await topicsOf(tx, item.topicIds),
      authors: await bylineOf(tx, actor),
    };
    const doc = documentFromJson({
      ...document,
      attrs: { ...document.attrs, ...fields },
      content: [...zones, ...item.blocks],
    });
    const { id: storyId } = await createStoryIn(tx, actor, doc);
    await keepEmbargo(tx, actor, item, { id: storyId, embargoUntil: null }, now);
    return { storyId };
  });
}

/**
 * Adds the text of an item at the end of a story, also while others write in it.
 * @throws as `takeIn`; NOT_FOUND, WRONG_STATE (`why`) for a story that the actor may not change, DOCUMENT_REFUSED
 */
export function addToStory(
  actor: Person,
  { itemId, storyId }: { itemId: string; storyId: string },
  now = new Date(),
): Promise<{ storyId: string }> {
  return transaction(async (tx) => {
    if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
    // As in every save: the story first, then the item.
    const story = await lockStory(tx, actor, storyId);
    const why = whyNoEdit(actor, story);
    if (why) throw new DomainError("WRONG_STATE", { why });
    const item = await takeIn(tx, actor, itemId);
    const before = await loadDocument(tx, story);
    const body = zoneRange(before, "body");
    const blocks = item.blocks.map((block) => documentSchema.nodeFromJSON(block));
    const transform = new Transform(before);
    const last = body ? before.resolve(body.to).nodeBefore : null;
    // The empty line at the end is where a person would put the caret.
    if (body && last?.type.name === "paragraph" && last.content.size === 0)
      transform.replaceWith(body.to - last.nodeSize, body.to, blocks);
    else transform.insert(body?.to ?? before.content.size, blocks);
    const applied = guarded(() =>
      applySteps(
        before,
        transform.steps.map((step) => step.toJSON()),
      ),
    );
    await writeSteps(tx, actor, story, {
      ...{ before, after: applied.doc, steps: applied.steps, origins: ["PASTED"], at: now },
      ...{ clientId: `wire-${newBlockId()}`, batchId: newBlockId() },
    });
    await keepEmbargo(tx, actor, item, story, now);
    return { storyId };
  });
}

/**
 * The blocks of an item for a story that is open in the editor, which inserts them at the caret. The story keeps the embargo.
 * @throws as `takeIn`; WRONG_STATE ("embargoed") for an embargoed item where the story is not stored yet
 */
export function takeBlocks(
  actor: Person,
  { itemId, storyId }: { itemId: string; storyId: string },
  now = new Date(),
): Promise<{ blocks: NodeJson[] }> {
  return transaction(async (tx) => {
    if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
    const isStored = (await tx.story.count({ where: { id: storyId } })) > 0;
    const story = isStored ? await lockStory(tx, actor, storyId) : null;
    const item = await takeIn(tx, actor, itemId);
    const { embargo } = item.content;
    if (embargo !== null && Date.parse(embargo) > now.getTime()) {
      if (!story) throw new DomainError("WRONG_STATE", { why: "embargoed" });
      const why = whyNoEdit(actor, story);
      if (why) throw new DomainError("WRONG_STATE", { why });
      await keepEmbargo(tx, actor, item, story, now);
    }
    return { blocks: item.blocks };
  });
}

const bylineOf = async (tx: Transaction, actor: Person): Promise<string[]> =>
  (await tx.author.findMany({ where: { personId: actor.id }, select: { id: true } })).map(({ id }) => id);

/** The section that rules chose, or else the one of the source. */
async function sectionOf(
  tx: Transaction,
  { sectionId, source }: { sectionId: string | null; source: { sectionId: string | null } },
): Promise<string | null> {
  if (sectionId === null) return source.sectionId;
  return (await tx.section.count({ where: { id: sectionId } })) > 0 ? sectionId : source.sectionId;
}

/** Those that exist, in their order. */
async function topicsOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await tx.topic.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return ids.filter((id) => found.some((topic) => topic.id === id));
}
