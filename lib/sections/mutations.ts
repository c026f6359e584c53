import type { Actor } from "../actor.ts";
import { isSectionSlug, sectionPath } from "../addresses/paths.ts";
import { claimAddress, moveAddress, releaseAddress } from "../addresses/place-mutations.ts";
import { slugFrom } from "../addresses/slug.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { setFallback } from "../picture-desk/fallback-mutations.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { addSubsection } from "../roles/mutations.ts";
import { canManageSections } from "./policy.ts";
import type { ChangeSection, CreateSection, DeleteSection, MoveSection } from "./schema.ts";

/**
 * Adds a section at the end of its level. There is one level of sub-sections.
 * @throws NOT_ALLOWED, NOT_FOUND (no such parent), WRONG_STATE (the parent is a sub-section), INVALID {slug}, TAKEN {path}, PICTURE_RIGHTS (the picture may not be published)
 */
export async function createSection(
  actor: Actor,
  { name, slug: given, description, parentId, picture }: CreateSection,
): Promise<{ id: string; name: string; path: string }> {
  assertMay(actor);
  const slug = given || slugFrom(name);
  return transaction(async (tx) => {
    await lockSections(tx);
    const parent = parentId === null ? null : await getSection(tx, parentId);
    if (parent?.parentId) throw new DomainError("WRONG_STATE");
    assertSlug(slug, parent === null);
    const id = newId();
    const path = sectionPath(slug, parent?.path);
    await claimAddress(tx, path, { kind: "SECTION", id });
    const last = await tx.section.aggregate({ where: { parentId }, _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    await tx.section.create({
      data: { id, name, slug, path, parentId, description, position },
      select: { id: true },
    });
    if (picture) await setFallback(tx, actor, id, picture);
    if (parent) await addSubsection(tx, parent.id, id);
    await recordEvent(tx, actor, "section.created", { kind: "section", id, name }, { path });
    await purge(tx, ["sections", `section:${id}`, ...(parent ? [`section:${parent.id}`] : [])]);
    return { id, name, path };
  });
}

/**
 * Renames, describes, moves to another address. Old addresses, those of its sub-sections too, lead to the new ones for
 * ever. Stories keep the addresses that they have.
 * @throws NOT_ALLOWED, NOT_FOUND, INVALID {slug}, TAKEN {path}, PICTURE_RIGHTS (the picture may not be published)
 */
export async function changeSection(
  actor: Actor,
  { sectionId, name, slug: given, description, picture }: ChangeSection,
): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    await lockSections(tx);
    const section = await getSection(tx, sectionId);
    const slug = given || section.slug;
    const hasNewPicture = picture !== undefined && (await setFallback(tx, actor, sectionId, picture));
    if (section.name === name && section.slug === slug && section.description === description && !hasNewPicture) return;
    if (slug !== section.slug) assertSlug(slug, section.parentId === null);
    const parent = section.parentId === null ? null : await getSection(tx, section.parentId);
    const path = slug === section.slug ? section.path : sectionPath(slug, parent?.path);
    await relocate(tx, section, path);
    await tx.section.update({ where: { id: sectionId }, data: { name, slug, description }, select: { id: true } });
    const children = await tx.section.findMany({
      where: { parentId: sectionId },
      select: { id: true, slug: true, path: true },
    });
    if (path !== section.path) for (const child of children) await relocate(tx, child, sectionPath(child.slug, path));
    await recordEvent(
      tx,
      actor,
      "section.changed",
      { kind: "section", id: sectionId, name },
      {
        ...(section.name !== name && { from: section.name, to: name }),
        ...(path !== section.path && { path }),
        ...(hasNewPicture && { picture }),
      },
    );
    await purge(tx, ["sections", `section:${sectionId}`, ...children.map(({ id }) => `section:${id}`)]);
  });
}

/** Changes places with the neighbour of the same level; at the end of the level nothing happens. @throws NOT_ALLOWED, NOT_FOUND */
export async function moveSection(actor: Actor, { sectionId, direction }: MoveSection): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    await lockSections(tx);
    const section = await getSection(tx, sectionId);
    const siblings = await tx.section.findMany({
      where: { parentId: section.parentId },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, position: true },
    });
    const at = siblings.findIndex(({ id }) => id === sectionId);
    const [own, neighbour] = [siblings[at], siblings[direction === "up" ? at - 1 : at + 1]];
    if (!own || !neighbour) return;
    const order = siblings.map((one) => (one === own ? neighbour : one === neighbour ? own : one));
    // All are numbered anew: imported sections may share a position, and a mere swap of two equal ones would do nothing.
    for (const [position, one] of order.entries()) {
      if (one.position === position) continue;
      await tx.section.update({ where: { id: one.id }, data: { position }, select: { id: true } });
    }
    await recordEvent(
      tx,
      actor,
      "section.moved",
      { kind: "section", id: sectionId, name: section.name },
      { direction },
    );
    await purge(tx, ["sections", `section:${sectionId}`]);
  });
}

/**
 * Removes a section that nothing was ever made in: one by mistake. Its address becomes free.
 * @throws NOT_ALLOWED, NOT_FOUND, IN_USE (sub-sections, stories, pins, a composed front, or a revision that could come back)
 */
export async function deleteSection(actor: Actor, { sectionId }: DeleteSection): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    await lockSections(tx);
    const section = await getSection(tx, sectionId);
    // A revision holds its fields in the first of its texts.
    const [{ used } = { used: true }] = await tx.$queryRaw<{ used: boolean }[]>`
      select exists (select from section where parent_id = ${sectionId}::uuid)
        or exists (select from story where section_id = ${sectionId}::uuid)
        or exists (select from live_story where section_id = ${sectionId}::uuid)
        or exists (select from pin where front = ${sectionId})
        or exists (select from front where id = ${sectionId} and (launch > 0 or draft is not null))
        or exists (select from scheduled_launch where front = ${sectionId})
        or exists (select from revision where position(${sectionId} in blocks[1]) > 0) as used`;
    if (used) throw new DomainError("IN_USE");
    await releaseAddress(tx, section.path);
    await setFallback(tx, actor, sectionId, null);
    await tx.section.delete({ where: { id: sectionId }, select: { id: true } });
    await recordEvent(tx, actor, "section.deleted", { kind: "section", id: sectionId, name: section.name });
    await purge(tx, ["sections", `section:${sectionId}`]);
  });
}

type Section = {
  id: string;
  name: string;
  slug: string;
  path: string;
  parentId: string | null;
  description: string;
};

async function relocate(tx: Transaction, section: { id: string; path: string }, path: string): Promise<void> {
  if (path === section.path) return;
  await moveAddress(tx, section.path, path, { kind: "SECTION", id: section.id });
  await tx.section.update({ where: { id: section.id }, data: { path }, select: { id: true } });
}

async function getSection(tx: Transaction, id: string): Promise<Section> {
  const section = await tx.section.findUnique({
    where: { id },
    select: { id: true, name: true, slug: true, path: true, parentId: true, description: true },
  });
  if (!section) throw new DomainError("NOT_FOUND");
  return section;
}

/** One change of the tree at a time, an import's included: order and paths hang on more than one row. */
const lockSections = (tx: Transaction) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${"import section"}, 0))`;

function assertSlug(slug: string, top: boolean): void {
  if (!isSectionSlug(slug, top)) throw new DomainError("INVALID", { slug });
}

function assertMay(actor: Actor): void {
  if (!canManageSections(actor)) throw new DomainError("NOT_ALLOWED");
}
