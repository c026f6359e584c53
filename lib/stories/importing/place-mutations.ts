// Finds the sections, topics and authors that imported stories name, and creates those that are missing. Two names are one thing only if
// they differ in capitals, hyphens or punctuation: an address alone may belong to something else ("C#" and "C++" are both "c").
import type { Actor } from "../../actor.ts";
import { authorPath, isSectionSlug, sectionPath, topicPath } from "../../addresses/paths.ts";
import { claimAddress, claimNamed } from "../../addresses/place-mutations.ts";
import { isSlug, slugFrom } from "../../addresses/slug.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { literally } from "../../postgres/pattern.ts";
import { purge } from "../../press/mutations.ts";
import { addSubsection } from "../../roles/mutations.ts";
import { has } from "../../roles/policy.ts";
import { tagThings } from "./mutations.ts";
import { isSameName } from "./policy.ts";

/** A section, topic or author that stories of an import name. */
export type ImportedPlace = { id: string; name: string; path: string };
type Making = { runId?: string | null };
/** What another newsroom of Galley knows of it. Its id is kept where nothing here has it. */
type Elsewhere = { id: string; description: string };

function assertMay(actor: Actor): void {
  if (!has(actor, "settings")) throw new DomainError("NOT_ALLOWED");
}

/** A section of another newsroom, with the one above it. */
type SectionElsewhere = Elsewhere & { name: string; path: string; above: SectionElsewhere | null };

/**
 * The section of this name at the top of the site, or with this path; created where there is none.
 * @param given a name, a slug or a path
 * @param own the section as another newsroom has it; it is found or created below the one above it
 * @throws NOT_ALLOWED, INVALID, TAKEN
 */
export async function findOrCreateSection(
  actor: Actor,
  given: string,
  { runId, own = null }: Making & { own?: SectionElsewhere | null } = {},
): Promise<ImportedPlace> {
  assertMay(actor);
  return transaction(async (tx) => {
    await lockNames(tx, "section");
    if (own) return sectionFromElsewhere(tx, actor, own, runId);
    const found = given.startsWith("/") ? await sectionAt(tx, given) : await sectionNamed(tx, nameOf(given), null);
    return found ?? createSection(tx, actor, { name: nameOf(given), parent: null, own: null, runId });
  });
}

const sectionColumns = { id: true, name: true, path: true } as const;

const sectionAt = (tx: Transaction, path: string): Promise<ImportedPlace | null> =>
  tx.section.findUnique({ where: { path }, select: sectionColumns });

async function sectionNamed(tx: Transaction, name: string, parentId: string | null): Promise<ImportedPlace | null> {
  const rows = await tx.section.findMany({
    where: { parentId },
    select: { ...sectionColumns, slug: true },
    orderBy: { position: "asc" },
  });
  const found = theSame(rows, name);
  return found ? { id: found.id, name: found.name, path: found.path } : null;
}

/** There is one level of sub-sections. */
async function sectionFromElsewhere(
  tx: Transaction,
  actor: Actor,
  own: SectionElsewhere,
  runId: string | null | undefined,
): Promise<ImportedPlace> {
  const parent = own.above ? await sectionFromElsewhere(tx, actor, { ...own.above, above: null }, runId) : null;
  const found = await sectionNamed(tx, own.name, parent?.id ?? null);
  return found ?? createSection(tx, actor, { name: own.name, parent, own, runId });
}

async function createSection(
  tx: Transaction,
  actor: Actor,
  {
    name,
    parent,
    own,
    runId,
  }: { name: string; parent: ImportedPlace | null; own: SectionElsewhere | null; runId: string | null | undefined },
): Promise<ImportedPlace> {
  const wanted = own?.path.split("/").at(-1) || slugFrom(name);
  if (!isSectionSlug(wanted, parent === null)) throw new DomainError("INVALID");
  const parentId = parent?.id ?? null;
  const isTaken = own !== null && (await tx.section.count({ where: { id: own.id } })) > 0;
  const id = own && !isTaken ? own.id : newId();
  const last = await tx.section.aggregate({ where: { parentId }, _max: { position: true } });
  const pathOf = (slug: string) => sectionPath(slug, parent?.path);
  const slug = await claimNamed(tx, { given: "", name: wanted, pathOf }, { kind: "SECTION", id });
  const section = { id, name, path: pathOf(slug) };
  await tx.section.create({
    data: { ...section, slug, parentId, description: own?.description ?? "", position: (last._max.position ?? -1) + 1 },
    select: { id: true },
  });
  if (parent) await addSubsection(tx, parent.id, id);
  await tagThings(tx, runId, "SECTION", [id]);
  await recordEvent(tx, actor, "section.created", { kind: "section", id, name });
  await purge(tx, ["sections", ...(parent ? [`section:${parent.id}`] : [])]);
  return section;
}

/** The topic of this name, created where there is none. @throws NOT_ALLOWED, INVALID, TAKEN */
export async function findOrCreateTopic(
  actor: Actor,
  given: string,
  { runId, own = null }: Making & { own?: (Elsewhere & { slug: string }) | null } = {},
): Promise<ImportedPlace> {
  assertMay(actor);
  const name = nameOf(given);
  const bare = slugFrom(name);
  const wanted = slugFrom(own?.slug ?? "") || bare;
  return transaction(async (tx) => {
    await lockNames(tx, "topic");
    const rows = await tx.topic.findMany({
      where: {
        OR: [
          { name: { equals: literally(name), mode: "insensitive" } },
          ...(bare ? [{ slug: { startsWith: literally(bare) } }] : []),
        ],
      },
      select: { id: true, name: true, slug: true },
      orderBy: { slug: "asc" },
    });
    const found = theSame(rows, name);
    if (found) return { id: found.id, name: found.name, path: topicPath(found.slug) };
    if (wanted === "") throw new DomainError("INVALID");
    const isTaken = own !== null && (await tx.topic.count({ where: { id: own.id } })) > 0;
    const id = own && !isTaken ? own.id : newId();
    const slug = await claimNamed(tx, { given: "", name: wanted, pathOf: topicPath }, { kind: "TOPIC", id });
    await tx.topic.create({ data: { id, name, slug, description: own?.description ?? "" }, select: { id: true } });
    await tagThings(tx, runId, "TOPIC", [id]);
    await recordEvent(tx, actor, "topic.created", { kind: "topic", id, name });
    return { id, name, path: topicPath(slug) };
  });
}

/** The byline of this name, created where there is none. @throws NOT_ALLOWED, INVALID, TAKEN */
export async function findOrCreateAuthor(
  actor: Actor,
  given: { id?: string; slug: string; name: string; jobTitle?: string; bio?: string },
  { runId }: Making = {},
): Promise<ImportedPlace> {
  assertMay(actor);
  const name = nameOf(given.name);
  return transaction(async (tx) => {
    await lockNames(tx, "author");
    const own = slugFrom(given.slug);
    const byName = slugFrom(name);
    const rows = await tx.author.findMany({
      where: {
        OR: [
          { name: { equals: literally(name), mode: "insensitive" } },
          ...(byName ? [{ slug: { startsWith: literally(byName) } }] : []),
        ],
      },
      select: { id: true, name: true, slug: true },
      orderBy: { slug: "asc" },
    });
    const found =
      rows.find((row) => row.name.toLowerCase() === name.toLowerCase()) ??
      rows.find((row) => isSameName(row.name, name));
    if (found) return { id: found.id, name: found.name, path: authorPath(found.slug) };
    if (byName === "" || name === "") throw new DomainError("INVALID");
    const slug = await freeSlug(tx, [own || byName, byName, ...[2, 3, 4, 5].map((number) => `${byName}-${number}`)]);
    const isTaken = given.id !== undefined && (await tx.author.count({ where: { id: given.id } })) > 0;
    const author = { id: given.id && !isTaken ? given.id : newId(), name, path: authorPath(slug) };
    await claimAddress(tx, author.path, { kind: "AUTHOR", id: author.id });
    const { jobTitle = "", bio = "" } = given;
    await tx.author.create({
      data: { id: author.id, name, slug, jobTitle: jobTitle.slice(0, 120), bio: bio.slice(0, 1000) },
      select: { id: true },
    });
    await tagThings(tx, runId, "AUTHOR", [author.id]);
    await recordEvent(tx, actor, "author.created", { kind: "author", id: author.id, name });
    return author;
  });
}

/** @throws TAKEN */
async function freeSlug(tx: Transaction, wanted: readonly string[]): Promise<string> {
  for (const slug of wanted)
    if (!(await tx.address.findUnique({ where: { path: authorPath(slug) }, select: { path: true } }))) return slug;
  throw new DomainError("TAKEN", { path: authorPath(wanted[0] ?? "") });
}

/** The one with this name, else the one whose slug a person has chosen and the source writes. */
const theSame = <Row extends { name: string; slug: string }>(rows: readonly Row[], name: string): Row | undefined =>
  rows.find((row) => row.name.toLowerCase() === name.toLowerCase()) ??
  rows.find((row) => isSameName(row.name, name)) ??
  (isSlug(name) ? rows.find(({ slug, name: other }) => slug === name && slugFrom(other) !== slug) : undefined);

const nameOf = (given: string): string =>
  given
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, 80);

/** Finds or creates in one step, because two imports at once would otherwise create a name twice. */
export const lockNames = (tx: Transaction, kind: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`import ${kind}`}, 0))`;
