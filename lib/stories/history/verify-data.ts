// `galley verify`: whether the history of a story still proves what it says.
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { documentFromJson } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import "#lib/document/steps.ts"; // the kinds of steps that are ours
import { findAddress } from "../../addresses/data.ts";
import { normalisePath } from "../../addresses/paths.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { checkShownFiles, type ShownFile } from "../../published/shown-files-data.ts";
import { checkLive } from "../../published/verify-data.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { type ChainCheck, checkChain } from "../../revisions/verify-data.ts";
import { readSteps } from "../../steps/data.ts";

/** `files`: those that readers get, for `FileCheck`; empty where something is broken. */
export type StoryCheck = ChainCheck & { id: string; headline: string; path: string | null; files: ShownFile[] };
type Found = { broken: string | null; files: ShownFile[] };
const broken = (sentence: string): Found => ({ broken: sentence, files: [] });

const columns = {
  id: true,
  kind: true,
  headline: true,
  path: true,
  version: true,
  publication: true,
  publishedRevisionId: true,
} as const;
type Story = NonNullable<Awaited<ReturnType<typeof findStory>>>;
const findStory = (tx: Transaction, id: string) => tx.story.findUnique({ where: { id }, select: columns });

/**
 * Checks one story at one moment: the chain of its revisions, the log from the last of them to the working document, and
 * what readers get; not the files in the store. Null when there is no such story.
 */
export function checkStory(storyId: string): Promise<StoryCheck | null> {
  return appClient().$transaction(
    async (tx) => {
      const story = await findStory(tx, storyId);
      if (!story) return null;
      const chain = await checkChain(tx, storyId);
      const { id, headline, path } = story;
      const states = chain.broken === null ? await checkStates(tx, story) : broken(chain.broken);
      return { id, headline, path, ...chain, ...states };
    },
    { isolationLevel: "RepeatableRead", timeout: 600_000, maxWait: 10_000 },
  );
}

/** Checks the row of the story, its log and its published row, once the chain is found intact. */
async function checkStates(tx: Transaction, story: Story): Promise<Found> {
  try {
    const work = await checkWork(tx, story);
    return work === null ? await checkPublished(tx, story) : broken(work);
  } catch (error) {
    if (error instanceof DomainError && error.code === "LOG_GONE")
      return broken(`Step ${Number(error.detail.from) + 1} is missing from the log.`);
    // Chain and log are intact, but hold no valid story: written by a newer Galley, or by another program.
    return broken(`It cannot be read: ${(error as Error).message}`);
  }
}

async function checkPublished(tx: Transaction, story: Story): Promise<Found> {
  const { id, kind, path, publication, publishedRevisionId } = story;
  const published = publishedRevisionId
    ? await tx.revision.findFirst({ where: { id: publishedRevisionId, storyId: id }, select: { id: true } })
    : null;
  if ((publishedRevisionId || publication !== "NEVER") && !published)
    return broken("The revision that went out is missing.");
  if (publication !== "LIVE" || !published) return { broken: await checkLive(tx, { id, kind }, null), files: [] };
  const { doc, number } = await getRevisionDocument(tx, published.id);
  const live = await checkLive(tx, { id, kind }, { doc, number, path });
  return live === null ? checkShownFiles(tx, { id, kind }, doc) : broken(live);
}

/** The log, done again from the newest revision, must lead to the working document. */
async function checkWork(tx: Transaction, story: Story): Promise<string | null> {
  const last = await tx.revision.findFirst({
    where: { storyId: story.id, version: { not: null } },
    orderBy: [{ version: "desc" }, { number: "desc" }],
    select: { id: true, number: true, version: true },
  });
  if (!last || last.version === null) return null;
  if (last.version > story.version)
    return `Revision ${last.number} froze version ${last.version}, and the story has only ${story.version}.`;
  const stored = await tx.storyDocument.findUnique({
    where: { storyId: story.id },
    select: { document: true, version: true },
  });
  if (!stored) return story.version === last.version ? null : "The working document is missing.";
  if (stored.version !== story.version)
    return `The working document has version ${stored.version}, the story ${story.version}.`;
  const { doc } = await getRevisionDocument(tx, last.id);
  const replayed = await replay(tx, story, doc, last.version);
  if (typeof replayed === "string") return replayed;
  return replayed.eq(documentFromJson(stored.document))
    ? null
    : `The working document is not what revision ${last.number} and the steps after it make.`;
}

async function replay(tx: Transaction, story: Story, begin: Node, from: number): Promise<Node | string> {
  let [doc, version] = [begin, from];
  while (version < story.version) {
    const rows = await readSteps(tx, story.id, version);
    if (rows.length === 0) return `Step ${version + 1} is missing from the log.`;
    for (const row of rows) {
      const next = row.version > story.version ? doc : Step.fromJSON(documentSchema, row.step).apply(doc).doc;
      if (!next) return `Step ${row.version} of the log does not fit the text before it.`;
      [doc, version] = [next, row.version];
    }
  }
  return version === story.version ? doc : `The log goes on to version ${version}, the story only to ${story.version}.`;
}

export const countAllStories = (): Promise<number> => appClient().story.count();

/** The ids of all stories, in the order of their making, a few hundred in memory at once. */
export async function* allStoryIds(): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const rows = await appClient().story.findMany({
      ...(after ? { where: { id: { gt: after } } } : {}),
      orderBy: { id: "asc" },
      take: 500,
      select: { id: true },
    });
    for (const { id } of rows) yield id;
    after = rows.at(-1)?.id;
    if (rows.length < 500) return;
  }
}

/** The id of a story that a person names by its id, its public address or an old one of it; null when there is none. */
export async function findStoryId(named: string): Promise<string | null> {
  if (isId(named)) return (await findStory(appClient(), named))?.id ?? null;
  const path = named.replace(/^https?:\/\/[^/]+/, "") || "/";
  let found = await findAddress(path);
  if (found.kind === "REDIRECT") found = await findAddress(found.to);
  if (found.kind === "STORY" || found.kind === "PAGE" || found.kind === "GONE")
    return (await findStory(appClient(), found.target))?.id ?? null;
  // A draft that was imported keeps its address for later.
  const draft = await appClient().story.findUnique({
    where: { path: normalisePath(path) ?? "" },
    select: { id: true },
  });
  return draft?.id ?? null;
}
