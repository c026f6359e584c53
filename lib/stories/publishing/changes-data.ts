// What readers would get that they do not have yet, and who changed it.
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { toJson } from "#lib/document/build.ts";
import { type Changer, Changers } from "#lib/document/changers.ts";
import { compareDocuments } from "#lib/document/compare.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { changeKey, listChanges } from "#lib/document/partial.ts";
import { referencesOf } from "#lib/document/references.ts";
import { documentSchema } from "#lib/document/schema.ts";
import "#lib/document/steps.ts";
import { readersDocument } from "#lib/document/readers-document.ts";
import { innerSteps, stepCost } from "#lib/document/work.ts";
import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { getRevisionDocument, publishedKinds } from "../../revisions/data.ts";
import { readSteps } from "../../steps/data.ts";
import { SliceBudget } from "../../time-slices.ts";
import { namesFor, visibleTo } from "../data.ts";
import { loadDocument } from "../document.ts";
import type { Name, StoryNames } from "../types.ts";

/** The text that readers have and the one that would replace it, as the browser compares them. */
export type PublicationChanges = {
  /** The version of the log that would be published. */
  version: number;
  /** Number of the revision that readers have. */
  published: number;
  /** Both without suggestions. */
  before: NodeJson;
  after: NodeJson;
  names: StoryNames;
  /** By the key of the change (`changeKey`); null is Galley itself, an empty list that nobody is known. */
  changedBy: Record<string, (Name | null)[]>;
};

type Published = { doc: Node; version: number | null; number: number };
type Story = { id: string; publishedRevisionId: string | null };

/** The two texts without suggestions, and who made each change. */
export type LoadedChanges = {
  published: Published;
  /** The text that would be published, with its suggestions. */
  doc: Node;
  before: Node;
  after: Node;
  changedBy: Map<string, Changer[]>;
};

/** A text that would be published. `doc` is null where only the log says what the text was at that version. */
type Next = { doc: Node | null; version: number };

/**
 * Null for a story that was never published. The caller has checked the actor.
 * @throws CHANGED_MEANWHILE when the log does not lead to a version without `doc`
 */
export async function loadChanges(tx: Transaction, story: Story, next: Next): Promise<LoadedChanges | null> {
  if (!story.publishedRevisionId) return null;
  const published = await getRevisionDocument(tx, story.publishedRevisionId);
  const changers = await followChangers(tx, story.id, published, next);
  const doc = next.doc ?? changers?.doc;
  if (!doc) throw new DomainError("CHANGED_MEANWHILE", { version: next.version });
  const [before, after] = [readersDocument(published.doc), readersDocument(doc)];
  const changes = listChanges(compareDocuments(before, after));
  return {
    published,
    doc,
    before,
    after,
    changedBy: new Map(changes.map((change) => [changeKey(change), changers?.of(change) ?? []])),
  };
}

/** Null where the log does not lead from a text that readers had to this one: then nobody is known. */
async function followChangers(tx: Transaction, storyId: string, now: Published, next: Next): Promise<Changers | null> {
  const start = await tx.revision.findFirst({
    where: {
      storyId,
      number: { lte: now.number },
      version: { not: null, lte: next.version },
      kind: { in: [...publishedKinds] },
    },
    orderBy: { number: "desc" },
    select: { id: true, version: true },
  });
  if (!start || start.version === null) return null;
  const { doc } = await getRevisionDocument(tx, start.id);
  const changers = new Changers(doc, now.doc);
  const budget = new SliceBudget();
  try {
    for (let at = start.version; at < next.version; ) {
      const rows = await readSteps(tx, storyId, at);
      if (rows.length === 0) return null;
      for (const { version, step, personId } of rows) {
        if (version > next.version) break;
        for (const part of innerSteps(Step.fromJSON(documentSchema, step))) {
          await budget.spend(2 * stepCost(part, changers.doc));
          changers.follow(part, personId);
        }
        at = version;
      }
      if (rows.every(({ version }) => version > next.version)) break;
    }
  } catch (error) {
    // After words were blanked by law the log begins later.
    if (!(error instanceof DomainError && error.code === "LOG_GONE") && !(error instanceof RangeError)) throw error;
    return null;
  }
  return next.doc === null || changers.doc.eq(next.doc) ? changers : null;
}

/** What the working copy has that readers do not; null for a story that was never published. @throws NOT_FOUND */
export async function getChanges(actor: Actor, storyId: string): Promise<PublicationChanges | null> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  return appClient().$transaction(
    async (tx) => {
      const story = await tx.story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: { id: true, version: true, publishedRevisionId: true },
      });
      if (!story) throw new DomainError("NOT_FOUND");
      return describeChanges(tx, actor, story, { doc: await loadDocument(tx, story), version: story.version });
    },
    { isolationLevel: "RepeatableRead", timeout: 30_000 },
  );
}

/** As `loadChanges`, for the browser. */
export async function describeChanges(
  tx: Transaction,
  actor: Actor,
  story: Story,
  next: { doc: Node; version: number },
): Promise<PublicationChanges | null> {
  const loaded = await loadChanges(tx, story, next);
  if (!loaded) return null;
  const { published, before, after, changedBy } = loaded;
  const ids = [...new Set([...changedBy.values()].flat())].filter((id) => id !== null);
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map((person) => [person.id, person]));
  const [old, now] = [referencesOf(before), referencesOf(after)];
  const both = (kind: keyof typeof old) => [...new Set([...old[kind], ...now[kind]])];
  return {
    version: next.version,
    published: published.number,
    // Attributes have no prototype, and a server action answers with plain objects only.
    before: structuredClone(toJson(before)),
    after: structuredClone(toJson(after)),
    names: await namesFor(tx, actor, {
      sections: both("sections"),
      topics: both("topics"),
      authors: both("authors"),
      stories: both("stories"),
      pictures: both("pictures"),
      media: both("media"),
      snippets: both("snippets"),
      collections: both("collections"),
      people: both("people"),
    }),
    changedBy: Object.fromEntries(
      [...changedBy].map(([key, by]) => [key, by.map((id) => (id === null ? null : (names.get(id) ?? null)))]),
    ),
  };
}
