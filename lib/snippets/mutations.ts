import { isDeepStrictEqual } from "node:util";
import type { Node } from "@tiptap/pm/model";
import { emptyDocument, storyDocument, toJson } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { newReferences } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import { type Actor, type Person, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { erasing } from "../press/mutations.ts";
import type { Erasure } from "../press/nodes-data.ts";
import { writeLiveSnippet } from "../published/snippet-mutations.ts";
import { assertMayName } from "../stories/saving/reference-data.ts";
import { countUses } from "./data.ts";
import { canManageSnippets, canSaveSnippet, mayBeBound } from "./policy.ts";
import { maxSnippets, type SaveSnippet } from "./schema.ts";

const subject = (id: string, name: string) => ({ kind: "snippet", id, name }) as const;

/** The blocks of a body, checked as those of a story and without suggestions. @throws INVALID, DOCUMENT_REFUSED */
async function readBlocks(tx: Transaction, actor: Actor, text: string): Promise<Node[]> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new DomainError("INVALID");
  }
  if (!Array.isArray(body) || body.length === 0) throw new DomainError("INVALID", { field: "blocks" });
  const doc = rejectAll(storyDocument({ body: body as NodeJson[] }));
  await assertMayName(tx, actor, newReferences(emptyDocument(), doc));
  return doc.children.filter(({ type }) => type.isInGroup("block"));
}

/** @throws TAKEN {snippet} for a name that another snippet has */
async function assertFree(tx: Transaction, name: string, except: string | null): Promise<void> {
  const same = await tx.snippet.findUnique({ where: { name }, select: { id: true } });
  if (same && same.id !== except) throw new DomainError("TAKEN", { snippet: name });
}

/**
 * Keeps blocks as a snippet, or in place of those of a snippet. A bound one changes on every page that shows it, from the next
 * request on every node. Whether a snippet is bound never changes: stories may name it.
 * @throws NOT_ALLOWED, NOT_FOUND, TAKEN {snippet}, INVALID (field "isBound" for blocks that cannot be bound), DOCUMENT_REFUSED
 */
export function saveSnippet(
  actor: Person,
  { snippetId, name, isBound, blocks: given }: SaveSnippet,
  at = new Date(),
): Promise<{ id: string; erasure: Erasure }> {
  return erasing(async (tx) => {
    const known =
      snippetId === null ? null : await tx.snippet.findUnique({ where: { id: snippetId }, select: { isBound: true } });
    if (snippetId !== null && !known) throw new DomainError("NOT_FOUND");
    const bound = known?.isBound ?? isBound;
    if (!canSaveSnippet(actor, bound)) throw new DomainError("NOT_ALLOWED");
    await assertFree(tx, name, snippetId);
    const nodes = await readBlocks(tx, actor, given);
    if (bound && !mayBeBound(nodes)) throw new DomainError("INVALID", { field: "isBound" });
    const blocks = nodes.map(toJson);
    const data = {
      name,
      blocks: blocks as unknown as object[],
      schemaNumber: SCHEMA_NUMBER,
      updatedAt: at,
      updatedById: personId(actor),
    };
    const id = snippetId ?? newId();
    if (known) await tx.snippet.update({ where: { id }, data, select: { id: true } });
    else {
      if ((await tx.snippet.count()) >= maxSnippets) throw new DomainError("TOO_LARGE");
      await tx.snippet.create({ data: { id, isBound: bound, createdAt: at, ...data }, select: { id: true } });
    }
    if (bound) await writeLiveSnippet(tx, id, blocks);
    await recordEvent(tx, actor, known ? "snippet.changed" : "snippet.created", subject(id, name), {}, at);
    return { id };
  });
}

/** A bound snippet of another newsroom. `stories` are those that come with it, also after it. */
type SnippetElsewhere = { id: string; name: string; blocks: readonly NodeJson[]; stories: ReadonlySet<string> };

/**
 * Finds or creates a bound snippet that stories of another newsroom name. One with its id stays as it is, and so does one with its name and
 * its words; where the name alone is taken, a number goes behind it. The caller has locked the import of snippets.
 * @throws NOT_ALLOWED, INVALID (it cannot be bound), TOO_LARGE (there are too many snippets), DOCUMENT_REFUSED
 */
export async function takeSnippet(
  tx: Transaction,
  actor: Actor,
  { id, name, blocks: given, stories }: SnippetElsewhere,
): Promise<{ id: string; isNew: boolean }> {
  if (!canManageSnippets(actor)) throw new DomainError("NOT_ALLOWED");
  if (await tx.liveSnippet.findUnique({ where: { id }, select: { id: true } })) return { id, isNew: false };
  const doc = rejectAll(storyDocument({ body: [...given] }));
  const references = newReferences(emptyDocument(), doc);
  await assertMayName(tx, actor, { ...references, stories: references.stories.filter((each) => !stories.has(each)) });
  const nodes = doc.children.filter(({ type }) => type.isInGroup("block"));
  if (!mayBeBound(nodes)) throw new DomainError("INVALID");
  const blocks = nodes.map(toJson);
  const same = await tx.snippet.findUnique({ where: { name }, select: { id: true, isBound: true, blocks: true } });
  if (same?.isBound && isDeepStrictEqual(same.blocks, blocks)) return { id: same.id, isNew: false };
  const names = await tx.snippet.findMany({ where: { name: { startsWith: literally(name) } }, select: { name: true } });
  if ((await tx.snippet.count()) >= maxSnippets) throw new DomainError("TOO_LARGE");
  const taken = new Set(names.map((row) => row.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
  await tx.snippet.create({
    data: {
      id,
      name: free,
      isBound: true,
      blocks: blocks as unknown as object[],
      schemaNumber: SCHEMA_NUMBER,
      updatedById: personId(actor),
    },
    select: { id: true },
  });
  await writeLiveSnippet(tx, id, blocks);
  await recordEvent(tx, actor, "snippet.created", subject(id, free));
  return { id, isNew: true };
}

/** @throws NOT_ALLOWED, NOT_FOUND, TAKEN {snippet} */
export async function renameSnippet(
  actor: Person,
  { snippetId, name }: { snippetId: string; name: string },
): Promise<void> {
  if (!canManageSnippets(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const row = await tx.snippet.findUnique({ where: { id: snippetId }, select: { name: true } });
    if (!row) throw new DomainError("NOT_FOUND");
    await assertFree(tx, name, snippetId);
    await tx.snippet.update({ where: { id: snippetId }, data: { name }, select: { id: true } });
    await recordEvent(tx, actor, "snippet.changed", subject(snippetId, name), { from: row.name });
  });
}

/** A bound snippet that a story or page names stays. @throws NOT_ALLOWED, NOT_FOUND, IN_USE {stories, snippet} */
export async function deleteSnippet(actor: Actor, { snippetId }: { snippetId: string }): Promise<void> {
  if (!canManageSnippets(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const row = await tx.snippet.findUnique({ where: { id: snippetId }, select: { name: true, isBound: true } });
    if (!row) throw new DomainError("NOT_FOUND");
    const stories = row.isBound ? await countUses(tx, snippetId) : 0;
    if (stories > 0) throw new DomainError("IN_USE", { stories, snippet: row.name });
    await tx.snippet.delete({ where: { id: snippetId }, select: { id: true } });
    if (row.isBound) await writeLiveSnippet(tx, snippetId, null);
    await recordEvent(tx, actor, "snippet.deleted", subject(snippetId, row.name));
  });
}
