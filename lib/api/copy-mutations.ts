// Creating and changing stories by a program, through the one write path of texts: `saveSteps`.
import type { Node } from "@tiptap/pm/model";
import { documentFromJson, newStoryDocument, storyDocument, toJson } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import type { Actor, Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { getSiteSettings } from "../site/data.ts";
import { createNewStory } from "../stories/creating/mutations.ts";
import { loadDocument } from "../stories/document.ts";
import { lockStory } from "../stories/lock.ts";
import { guarded, saveSteps } from "../stories/saving/mutations.ts";
import { isUntouched, paragraphsOf, partOf, targetOf, withChanges, withIds } from "./copy-changes.ts";
import { findCopyAt } from "./copy-data.ts";
import { ApiError } from "./problem.ts";
import type { ChangeBody, CreateBody, ReplaceBody } from "./write-schema.ts";

/** One request. Its id is the same when the request is repeated, so that nothing is stored twice. */
type RequestOf = { actor: Person; requestId: string };

const batchOf = ({ requestId }: RequestOf) => ({
  clientId: `api-${requestId}`,
  batchId: requestId,
  schemaNumber: SCHEMA_NUMBER,
  pasted: [],
  restored: [],
});

/** Creates a story with its text, or with as much of it as there is. @throws NOT_ALLOWED, DOCUMENT_REFUSED */
export async function createFromApi(request: RequestOf, body: CreateBody): Promise<string> {
  const language = body.language ?? (await getSiteSettings()).language;
  const id = request.requestId;
  const begins = guarded(() => newStoryDocument(id, { language, authors: [] }));
  const blocks = body.body?.map((node) => withIds(node as NodeJson)) ?? paragraphsOf(body.text ?? "");
  const target = guarded(() => {
    const doc = storyDocument({
      fields: { ...begins.attrs, ...body.fields, language },
      headline: body.headline,
      standfirst: body.standfirst,
      body: blocks.length > 0 ? blocks : (toJson(begins).content ?? []).slice(-1),
      ...(body.kicker === undefined ? {} : { kicker: body.kicker }),
    });
    guardDocument(doc);
    return doc;
  });
  const creates = { kind: "STORY" as const, language, authors: [] };
  const steps = stepsTo(begins, target).map((step) => step.toJSON());
  if (steps.length === 0) await transaction((tx) => createNewStory(tx, request.actor, id, creates));
  else await saveSteps(request.actor, { ...batchOf(request), storyId: id, creates, version: 0, steps });
  return id;
}

/** The copy of this moment, for comparing. @throws NOT_FOUND */
function readCopy(actor: Actor, storyId: string, base: number) {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    const current = await loadDocument(tx, story);
    const then = base < story.version ? await findCopyAt(tx, storyId, base) : current;
    return { version: story.version, current, base: then };
  });
}

const conflict = (version: number, more: Record<string, unknown>): ApiError =>
  new ApiError({
    type: "conflict",
    title: "Somebody else has changed this meanwhile",
    status: 409,
    detail: "Nothing was changed. Compare both texts, and send the request again with the new version.",
    version,
    ...more,
  });

/** Between reading and saving a colleague may save: then it is decided anew. */
const maxAttempts = 5;

type Next = { target: Node; version: number; current: Node };

async function save(
  request: RequestOf,
  storyId: string,
  emptying: boolean,
  decide: () => Promise<Next>,
): Promise<void> {
  const { batchId, clientId } = batchOf(request);
  // A repeat after a lost answer: its change is in the log.
  const known = await appClient().storyStep.findFirst({
    where: { storyId, batchId, clientId },
    select: { version: true },
  });
  if (known) return;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const { target, current, version } = await decide();
    const steps = stepsTo(current, target).map((step) => step.toJSON());
    if (steps.length === 0) return;
    const saved = await saveSteps(request.actor, { ...batchOf(request), storyId, version, steps, emptying });
    if (saved.kind === "saved") return;
  }
  throw new DomainError("BUSY");
}

function assertKnownVersion(asked: number, version: number): void {
  if (asked > version)
    throw new DomainError("DOCUMENT_REFUSED", {
      reason: "UNKNOWN_VERSION",
      sentence: "The story does not have this version. Read its working copy again.",
    });
}

/**
 * Makes the copy say what the document says, if it is still the version that the client has read.
 * @throws ApiError (conflict, with both documents), NOT_FOUND, WRONG_STATE, DOCUMENT_REFUSED
 */
export async function replaceCopy(request: RequestOf, storyId: string, body: ReplaceBody): Promise<void> {
  const target = guarded(() => {
    const doc = documentFromJson(withIds(body.document as NodeJson));
    guardDocument(doc);
    return doc;
  });
  await save(request, storyId, body.emptying, async () => {
    const { version, current } = await readCopy(request.actor, storyId, body.version);
    assertKnownVersion(body.version, version);
    if (version !== body.version && !current.eq(target))
      throw conflict(version, { yours: toJson(target), theirs: toJson(current) });
    return { target, version, current };
  });
}

/**
 * Changes blocks and fields. Where the copy is newer, only what nobody has changed since the client's version is changed:
 * for all else nothing at all is changed. @throws as `replaceCopy`; the conflict has both versions of each part
 */
export async function changeCopy(request: RequestOf, storyId: string, body: ChangeBody): Promise<void> {
  await save(request, storyId, body.emptying, async () => {
    const { version, current, base } = await readCopy(request.actor, storyId, body.version);
    assertKnownVersion(body.version, version);
    const conflicts = body.changes
      .filter((change) => base === null || !isUntouched(base, current, change))
      .map((change) => ({ part: targetOf(change), yours: change, theirs: partOf(current, change) }));
    if (version !== body.version && conflicts.length > 0) throw conflict(version, { conflicts });
    const target = guarded(() => {
      const doc = withChanges(current, body.changes);
      guardDocument(doc);
      return doc;
    });
    return { target, version, current };
  });
}
