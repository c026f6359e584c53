// Importing single items once more: what the import wrote is replaced, and never what people have made of it.
import type { Node } from "@tiptap/pm/model";
import { missingToPublish } from "#lib/document/project-live.ts";
import { newReferences } from "#lib/document/references.ts";
import type { Actor } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import type { Transaction } from "../../postgres/app.ts";
import { writeLive } from "../../published/mutations.ts";
import { lockPages, writeLivePage } from "../../published/pages/mutations.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { loadDocument } from "../document.ts";
import { type LockedStory, lockStory } from "../lock.ts";
import { assertMayName } from "../saving/reference-data.ts";
import { isAsImportedSql } from "./data.ts";
import { goLive } from "./live-mutations.ts";
import { writeImported } from "./text-mutations.ts";
import type { ImportedStory } from "./types.ts";

/** "left": it stays as it is, and `reason` is the end of a sentence that says why. "known": the import would write the same. */
export type Replacing = { kind: "replaced" | "left" | "known"; lostAliases: string[]; reason?: string };

/**
 * Writes an item into the story that an earlier import made of it, by steps on top, so that people who have it open can go on. A published story
 * changes for readers; a draft that the item now publishes goes live.
 */
export async function replaceImported(
  tx: Transaction,
  actor: Actor,
  storyId: string,
  item: ImportedStory,
): Promise<Replacing> {
  const story = await lockStory(tx, actor, storyId);
  const left = (reason: string): Replacing => ({ kind: "left", reason, lostAliases: [] });
  const touched = await whyTouched(tx, story);
  if (touched !== null) return left(touched);
  const current = await loadDocument(tx, story);
  const changes = story.publication === "LIVE" ? (item.own?.changes ?? null) : null;
  const target = withIdsOf(current, item.doc);
  const isReady = missingToPublish(target, story.kind).length === 0;
  if (story.publication === "LIVE" && !isReady) return left("it is published, and the item has no headline or text");
  const publishes = story.publication === "NEVER" && item.live !== null && isReady;
  if (await isHere(tx, story, { current, target, changes, publishes })) return { kind: "known", lostAliases: [] };

  const assertMayWrite = async (after: Node): Promise<void> => {
    const named = newReferences(current, after);
    const stories = named.stories.filter((id) => !item.own?.ids.has(id));
    await assertMayName(tx, actor, { ...named, stories }, storyId);
  };
  await assertMayWrite(target);
  const at = new Date();
  const text = { current, target, note: item.note, at };
  const { doc, version, revision: made } = await writeImported(tx, actor, story, text);
  await tx.story.update({ where: { id: storyId }, data: { importHash: item.hash ?? null }, select: { id: true } });
  await recordEvent(
    tx,
    actor,
    "story.imported_again",
    { kind: "story", id: storyId, name: story.headline },
    { from: item.note, revision: made.number },
    at,
  );
  const revision = { ...made, version };
  if (publishes && item.live) {
    const lostAliases = await goLive(tx, storyId, { ...item, kind: story.kind, live: item.live }, doc, revision);
    return { kind: "replaced", lostAliases };
  }
  if (story.publication === "LIVE") await showReplaced(tx, story, item, doc, revision);
  if (changes) {
    await assertMayWrite(changes);
    const now = await lockStory(tx, actor, storyId);
    await writeImported(tx, actor, now, { current: doc, target: withIdsOf(doc, changes), note: item.note, at });
  }
  return { kind: "replaced", lostAliases: [] };
}

type Wanted = { current: Node; target: Node; changes: Node | null; publishes: boolean };

/** Whether the import would write what is here. */
async function isHere(
  tx: Transaction,
  story: LockedStory,
  { current, target, changes, publishes }: Wanted,
): Promise<boolean> {
  if (publishes) return false;
  if (!changes) return current.eq(target);
  if (!story.publishedRevisionId || !current.eq(withIdsOf(current, changes))) return false;
  const { doc } = await getRevisionDocument(tx, story.publishedRevisionId);
  return doc.eq(withIdsOf(doc, target));
}

/** Why an item cannot be written into its story; null if nobody has touched the story since its import. */
async function whyTouched(tx: Transaction, story: LockedStory): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ isAsImported: boolean }[]>`select ${isAsImportedSql(story.id)} as "isAsImported"`;
  const last = await tx.revision.findFirst({
    where: { storyId: story.id, kind: "IMPORTED", version: { not: null } },
    orderBy: { number: "desc" },
    select: { version: true },
  });
  if (story.version > (last?.version ?? 0)) return "somebody has edited it here since";
  if (!row?.isAsImported) return "it was published, corrected or taken down here since";
  if (story.copy !== "DRAFT") return `it is ${copyNames[story.copy]} here`;
  if (story.embargoUntil || story.scheduledFor) return "its publication is planned here";
  return story.publication === "TAKEN_DOWN" ? "it was taken down here" : null;
}

const copyNames: Record<Exclude<LockedStory["copy"], "DRAFT">, string> = {
  FILED: "filed",
  READY: "approved",
  SCHEDULED: "scheduled",
  SPIKED: "spiked",
};

/** The target with the blocks of the current document where they say the same, so that comments and carets stay at them. */
function withIdsOf(current: Node, target: Node): Node {
  const bare = (node: Node): string =>
    JSON.stringify(node.toJSON(), (key, value: unknown) => (key === "id" ? undefined : value));
  const known = new Map<string, Node[]>();
  for (const node of current.children) known.set(bare(node), [...(known.get(bare(node)) ?? []), node]);
  const content = target.children.map((node) => known.get(bare(node))?.shift() ?? node);
  return target.type.create(target.attrs, content);
}

async function showReplaced(
  tx: Transaction,
  story: LockedStory,
  item: ImportedStory,
  doc: Node,
  revision: { id: string; number: number; version: number },
): Promise<void> {
  const firstPublishedAt = story.firstPublishedAt ?? item.live?.publishedAt ?? new Date();
  const updatedAt = item.live?.updatedAt ?? story.updatedAt;
  const corrections = await tx.correction.findMany({
    where: { storyId: story.id },
    select: { number: true, kind: true, note: true, at: true },
    orderBy: { number: "asc" },
  });
  await tx.story.update({
    where: { id: story.id },
    data: {
      publishedVersion: revision.version,
      publishedRevisionId: revision.id,
      publishedSectionId: doc.attrs.section as string | null,
      publishedAt: updatedAt ?? firstPublishedAt,
      updatedAt,
    },
    select: { id: true },
  });
  const publishing = {
    path: story.path ?? item.path,
    firstPublishedAt,
    updatedAt,
    revisionNumber: revision.number,
    corrections: corrections.map(({ at, ...each }) => ({ ...each, at: at.toISOString() })),
    listed: story.unlistedAt === null,
  };
  if (story.kind === "PAGE") await lockPages(tx);
  const write = story.kind === "PAGE" ? writeLivePage : writeLive;
  await write(tx, story.id, { doc, publishing }, { erase: false });
}
