// Changing, launching and discarding what editors compose. Everything locks the row of the front.

import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { checkedInput } from "../checked-input.ts";
import { DomainError } from "../errors.ts";
import { Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { jsonValue } from "../postgres/json.ts";
import { purge } from "../press/mutations.ts";
import { listNameable } from "../stories/data.ts";
import {
  type DiscardDraft,
  type DraftEditor,
  discardDraftSchema,
  type EditFront,
  editFrontSchema,
  type FrontLock,
  type LaunchFront,
  launchFrontSchema,
  type RestoreLaunch,
  readEditors,
  readLock,
  restoreLaunchSchema,
} from "./draft-schema.ts";
import { applyEdit, compareLayouts, findCard, mergeLayouts } from "./edit-policy.ts";
import { type FrontEdit, type FrontLayout, readLayout } from "./layout-schema.ts";
import { assertMayShow, assertPictures, writeFrontPictures } from "./picture-mutations.ts";
import { canArrangeFront, canLaunchFront, canOverrideLock, isLockedFor } from "./policy.ts";
import { findStartingLayout } from "./starting-data.ts";
import { followAll, followEdit, readTrail, type Trace } from "./trail-policy.ts";

const maxEditors = 20;

export type LockedFront = {
  id: string;
  /** "Front page", or the name of the section. */
  name: string;
  launch: number;
  version: number;
  /** What readers see; null before the first launch. */
  live: FrontLayout | null;
  draft: FrontLayout | null;
  editors: DraftEditor[];
  clashes: string[];
  trail: Trace[];
  launchers: string[];
  lock: FrontLock | null;
};

/** @throws NOT_FOUND where there is no such section */
export async function lockFront(tx: Transaction, id: string): Promise<LockedFront> {
  const section = id === "front" ? null : await tx.section.findUnique({ where: { id }, select: { name: true } });
  if (id !== "front" && !section) throw new DomainError("NOT_FOUND");
  await tx.$executeRaw`insert into front (id) values (${id}) on conflict do nothing`;
  await tx.$queryRaw`select from front where id = ${id} for update`;
  const row = await tx.front.findUniqueOrThrow({ where: { id } });
  const live = row.launch === 0 ? null : await getLaunchedLayout(tx, id, row.launch);
  return {
    id,
    name: section?.name ?? "Front page",
    launch: row.launch,
    version: row.version,
    live,
    draft: row.draft === null ? null : readLayout(row.draft),
    editors: readEditors(row.editors),
    clashes: row.clashes,
    trail: readTrail(row.trail),
    launchers: row.launchers,
    lock: readLock(row.lock, new Date()),
  };
}

/** @throws NOT_FOUND */
export async function getLaunchedLayout(tx: Transaction, front: string, number: number): Promise<FrontLayout> {
  const row = await tx.frontLaunch.findUnique({
    where: { front_number: { front, number } },
    select: { layout: true },
  });
  const layout = row && readLayout(row.layout);
  if (!layout) throw new DomainError("NOT_FOUND");
  return layout;
}

export function assertMayArrange(actor: Actor, front: string): void {
  if (!canArrangeFront(actor, front)) throw new DomainError("NOT_ALLOWED");
}

/** @throws NOT_ALLOWED, or WRONG_STATE `LOCKED`: by somebody else, and the actor is no admin who `overrides` it */
export function assertMayLaunch(actor: Actor, front: LockedFront, overrides = false): void {
  if (!canLaunchFront(actor, front)) throw new DomainError("NOT_ALLOWED");
  if (isLockedFor(actor, front.lock) && !(overrides && canOverrideLock(actor)))
    throw new DomainError("WRONG_STATE", { why: "LOCKED" });
}

/** The draft that the person saw must be the one there is. @throws CHANGED_MEANWHILE with the version that there is now */
export function assertSeen(front: LockedFront, version: number): void {
  if (front.version !== version) throw new DomainError("CHANGED_MEANWHILE", { version: front.version });
}

/** A layout as it is stored. @throws INVALID for one that could not be read again, so that readers never lose a front */
export function asJson(layout: FrontLayout): Prisma.InputJsonObject {
  if (!readLayout(layout)) throw new DomainError("INVALID", { field: "layout" });
  return jsonValue(layout);
}

export async function storeDraft(
  tx: Transaction,
  actor: Actor,
  front: LockedFront,
  draft: FrontLayout | null,
  { clashes = front.clashes, trail = front.trail }: { clashes?: readonly string[]; trail?: readonly Trace[] } = {},
): Promise<{ version: number }> {
  const me: DraftEditor = { id: personId(actor), name: actor.name, at: new Date().toISOString() };
  const editors = draft ? [me, ...front.editors.filter(({ id }) => id !== me.id)].slice(0, maxEditors) : [];
  return tx.front.update({
    where: { id: front.id },
    data: {
      version: front.version + 1,
      draft: draft ? asJson(draft) : Prisma.DbNull,
      editors,
      clashes: draft ? [...clashes] : [],
      trail: draft ? [...trail] : [],
    },
    select: { version: true },
  });
}

/** The layout on which a change is made: the draft, else what is live, else what the front shows without a launch. */
const currentLayout = async (front: LockedFront): Promise<FrontLayout> =>
  front.draft ?? front.live ?? (await findStartingLayout(front.id));

/**
 * Changes the draft. Changes of several editors are applied in the order in which they arrive: each names stories and
 * containers and no positions.
 * @throws INVALID, NOT_ALLOWED, NOT_FOUND (front, or a story that the actor may not know of), WRONG_STATE `GONE` or `FULL`: see `applyEdit`
 */
export async function editFront(actor: Actor, input: EditFront): Promise<{ version: number }> {
  const { front: id, edit } = checkedInput(editFrontSchema, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    const before = await currentLayout(front);
    const known = new Set([before, ...(front.live ? [front.live] : [])].flatMap(storiesNamed));
    for (const story of storiesOfEdit(edit)) if (!known.has(story)) await assertStory(tx, actor, story);
    await assertPictures(tx, actor, picturesOfEdit(edit));
    const after = applyEdit(before, edit);
    if (typeof after === "string") throw new DomainError("WRONG_STATE", { why: after });
    if (front.draft && compareLayouts(before, after).length === 0) return { version: front.version };
    const isAsLive = front.live !== null && compareLayouts(front.live, after).length === 0;
    const trail = followEdit(front.trail, edit, { before, after, ...byNow(actor) });
    return storeDraft(tx, actor, front, isAsLive ? null : after, { trail });
  });
}

/** Ids of the stories of all cards, and of those below them. */
const storiesNamed = ({ containers }: Pick<FrontLayout, "containers">): string[] =>
  containers.flatMap(({ cards }) => cards.flatMap(({ story, links }) => [story, ...links]));

/** Ids of the stories that a change puts on the front. */
function storiesOfEdit(edit: FrontEdit): string[] {
  if (edit.kind === "place") return [edit.story, ...(edit.card?.links ?? [])];
  if (edit.kind === "change card") return edit.fields.links ?? [];
  return edit.kind === "add container" ? storiesNamed({ containers: [edit.container] }) : [];
}

/** Ids of the pictures that a change puts on cards. */
function picturesOfEdit(edit: FrontEdit): string[] {
  const cards =
    edit.kind === "change card"
      ? [edit.fields]
      : edit.kind === "add container"
        ? edit.container.cards
        : edit.kind === "place" && edit.card
          ? [edit.card]
          : [];
  return cards.flatMap(({ picture }) => picture || []);
}

const byNow = (actor: Actor) => ({ by: actor.name, at: new Date().toISOString() });

/** The trail of a draft that somebody has replaced as a whole. */
export const trailOfAll = (actor: Actor, { live }: LockedFront, draft: FrontLayout): Trace[] =>
  live ? followAll(live, draft, byNow(actor)) : [];

/** @throws NOT_FOUND */
export async function assertStory(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const story = await tx.story.findUnique({ where: { id }, select: { kind: true } });
  if (story?.kind !== "STORY" || (await listNameable(tx, actor, [id])).length === 0) throw new DomainError("NOT_FOUND");
}

/** Returns the draft to what is live. @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE */
export async function discardDraft(actor: Actor, input: DiscardDraft): Promise<{ version: number }> {
  const { front: id, version } = checkedInput(discardDraftSchema, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    assertSeen(front, version);
    if (!front.draft) return { version };
    await recordEvent(tx, actor, "front.discarded", subjectOf(front));
    return storeDraft(tx, actor, front, null);
  });
}

export const subjectOf = ({ id, name }: LockedFront) => ({ kind: "front" as const, id, name });

/**
 * Shows the draft to readers, exactly as it was seen.
 * @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE (the draft is not the one that was seen), WRONG_STATE `NO_DRAFT`, `LOCKED` (see
 * `assertMayLaunch`), PICTURE_RIGHTS, or while `accepted` is not set: `CLASH` for containers that a launch has changed meanwhile, `SCHEDULED` for those
 * that a scheduled launch will replace
 */
export async function launchFront(actor: Actor, input: LaunchFront): Promise<{ number: number; version: number }> {
  const { front: id, version, accepted, overridesLock } = checkedInput(launchFrontSchema, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    assertMayLaunch(actor, front, overridesLock);
    assertSeen(front, version);
    if (!front.draft) throw new DomainError("WRONG_STATE", { why: "NO_DRAFT" });
    await assertMayShow(tx, front.live, front.draft, new Date());
    if (front.clashes.length > 0 && !accepted) throw new DomainError("WRONG_STATE", { why: "CLASH" });
    if (!accepted && (await isReplacedLater(tx, front, front.draft)))
      throw new DomainError("WRONG_STATE", { why: "SCHEDULED" });
    const isOverride = isLockedFor(actor, front.lock);
    const detail = isOverride ? { lockedBy: front.lock?.name ?? "" } : {};
    const number = await writeLaunch(tx, actor, front, front.draft, detail);
    const stored = await storeDraft(tx, actor, front, null);
    return { number, ...stored };
  });
}

/** Whether a scheduled launch changes a container that this launch changes as well: it will then replace it. */
export async function isReplacedLater(tx: Transaction, front: LockedFront, draft: FrontLayout): Promise<boolean> {
  const due = await tx.scheduledLaunch.findMany({
    where: { front: front.id, state: "DUE" },
    select: { layout: true, base: true },
  });
  if (due.length === 0) return false;
  const changed = new Set(compareLayouts(front.live ?? { containers: [] }, draft).map(({ id }) => id));
  for (const { layout: stored, base } of due) {
    const before = base === 0 ? { containers: [] } : await getLaunchedLayout(tx, front.id, base);
    const later = readLayout(stored);
    if (later && compareLayouts(before, later).some(({ id }) => changed.has(id))) return true;
  }
  return false;
}

/** The one place that writes what readers see of a front. The caller has locked it. @returns the number of the launch */
export async function writeLaunch(
  tx: Transaction,
  actor: Actor,
  front: LockedFront,
  layout: FrontLayout,
  detail: Prisma.InputJsonObject = {},
): Promise<number> {
  const number = front.launch + 1;
  await tx.frontLaunch.create({
    data: { front: front.id, number, layout: asJson(layout), at: new Date(), byId: personId(actor) },
    select: { number: true },
  });
  await tx.front.update({ where: { id: front.id }, data: { launch: number }, select: { id: true } });
  await writeFrontPictures(tx, front.id, { from: front.live, to: layout });
  await endOldTests(tx, front, layout);
  // From the first launch on the cards of the layout hold what pins held.
  await tx.pin.deleteMany({ where: { front: front.id } });
  const changed = front.live ? compareLayouts(front.live, layout).map(({ id }) => id) : [];
  await recordEvent(tx, actor, "front.launched", subjectOf(front), { number, changed, ...detail });
  await purge(tx, [`front:${front.id}`]);
  return number;
}

/** A test is over when its card is gone or has another headline. */
async function endOldTests(tx: Transaction, { id, live }: LockedFront, layout: FrontLayout): Promise<void> {
  const tests = await tx.headlineTest.findMany({
    where: { front: id, endedAt: null },
    select: { id: true, storyId: true },
  });
  const headline = (of: FrontLayout | null, story: string) => of && findCard(of, story)?.headline;
  const old = tests.filter(({ storyId }) => {
    const now = headline(layout, storyId);
    return now === undefined || now !== headline(live, storyId);
  });
  if (old.length === 0) return;
  const ids = old.map((one) => one.id);
  await tx.headlineTest.updateMany({ where: { id: { in: ids } }, data: { endedAt: new Date() } });
}

/** Makes an earlier launch the draft. It replaces the current draft, which the person has seen. @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE */
export async function restoreLaunch(actor: Actor, input: RestoreLaunch): Promise<{ version: number }> {
  const { front: id, number, version } = checkedInput(restoreLaunchSchema, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    assertSeen(front, version);
    const layout = await getLaunchedLayout(tx, id, number);
    await recordEvent(tx, actor, "front.restored", subjectOf(front), { number });
    return storeDraft(tx, actor, front, layout, { clashes: [], trail: trailOfAll(actor, front, layout) });
  });
}

/**
 * Brings a draft up to a launch that did not come from it: what only the launch changed is taken over, containers that both
 * changed stay as in the draft and are named, so that the next launch asks about them.
 */
export async function rebaseDraft(
  tx: Transaction,
  front: LockedFront,
  { from, to }: { from: FrontLayout; to: FrontLayout },
): Promise<void> {
  if (!front.draft) return;
  const { layout, clashes } = mergeLayouts(from, to, front.draft);
  await tx.front.update({
    where: { id: front.id },
    data: {
      version: front.version + 1,
      draft: asJson(layout),
      clashes: [...new Set([...front.clashes, ...clashes])],
    },
    select: { id: true },
  });
}
