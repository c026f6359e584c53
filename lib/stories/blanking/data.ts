// What `galley blank` shows before it acts, and where it cannot reach.
import type { Unlawful } from "#lib/document/blank.ts";
import { type NodeJson, wordsOf } from "#lib/document/json.ts";
import { fold } from "#lib/document/text.ts";
import { slugFrom } from "../../addresses/slug.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { findUnlawful } from "../../revisions/blank-data.ts";

export type BlankPreview = {
  headline: string;
  live: boolean;
  revisions: number;
  /** By name of the block, the words that it had when it was last frozen with them. */
  blocks: Map<string, string>;
  /** Where the words stand besides, in sentences: notes, comments and addresses are for people to mend. */
  elsewhere: string[];
};

/** What would be blanked in the revisions of a story; null when there is no such story. */
export async function previewBlank(storyId: string, what: Unlawful): Promise<BlankPreview | null> {
  const client = appClient();
  const story = await client.story.findUnique({
    where: { id: storyId },
    select: { headline: true, publication: true },
  });
  if (!story) return null;
  const blocks = new Map<string, string>();
  let revisions = 0;
  for await (const found of findUnlawful(client, storyId, what)) {
    revisions++;
    for (const { block, node } of found.places)
      blocks.set(block, node?.textBetween(0, node.content.size, " ", " ") ?? "");
  }
  return {
    headline: story.headline,
    live: story.publication === "LIVE",
    revisions,
    blocks,
    elsewhere: what.text === null ? [] : await findElsewhere(client, storyId, what.text),
  };
}

async function findElsewhere(client: Transaction, storyId: string, text: string): Promise<string[]> {
  const wanted = fold(text);
  const holds = (value: string) => fold(value).includes(wanted);
  const revisions = await client.revision.findMany({
    where: { storyId, note: { not: "" } },
    orderBy: { number: "asc" },
    select: { number: true, note: true },
  });
  const comments = await client.comment.findMany({
    where: { thread: { storyId } },
    select: { text: true },
  });
  const corrections = await client.correction.findMany({ where: { storyId }, select: { number: true, note: true } });
  const story = await client.story.findUnique({ where: { id: storyId }, select: { path: true } });
  const inPath = slugFrom(text);
  const kept = await findKept(client, holds);
  const count = comments.filter((comment) => holds(comment.text)).length;
  return [
    ...revisions.filter(({ note }) => holds(note)).map(({ number }) => `the note of revision ${number}`),
    ...corrections.filter(({ note }) => holds(note)).map(({ number }) => `correction ${number}, which readers see`),
    ...(story?.path && inPath && story.path.includes(inPath) ? [`its address ${story.path}`] : []),
    ...kept,
    ...(count > 0 ? [`${count} ${count === 1 ? "comment" : "comments"}, which their writers can edit`] : []),
  ];
}

/** Templates and snippets belong to no story; their words may come from this one. */
async function findKept(client: Transaction, holds: (value: string) => boolean): Promise<string[]> {
  const templates = await client.storyTemplate.findMany({ select: { name: true, document: true } });
  const snippets = await client.snippet.findMany({ select: { name: true, blocks: true } });
  const holdsWords = (json: unknown): boolean => holds(wordsIn(json));
  return [
    ...templates.filter(({ document }) => holdsWords(document)).map(({ name }) => `the template “${name}”`),
    ...snippets.filter(({ blocks }) => holdsWords(blocks)).map(({ name }) => `the snippet “${name}”`),
  ];
}

/** The words of a stored document or of stored blocks. */
const wordsIn = (json: unknown): string =>
  (Array.isArray(json) ? json : [json]).map((node) => wordsOf(node as NodeJson)).join(" ");
