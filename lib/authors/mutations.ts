import type { Actor, Person } from "../actor.ts";
import { authorPath } from "../addresses/paths.ts";
import { claimAddress, claimNamed, moveAddress, redirectAddress } from "../addresses/place-mutations.ts";
import { slugFrom } from "../addresses/slug.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { purge } from "../press/mutations.ts";
import { factsForReaders } from "../rights/data.ts";
import { hiddenFiles } from "../roles/file-data.ts";
import { canManageAuthors } from "./policy.ts";
import type { ChangeAuthor, ChangeOwnPortrait, CreateAuthor, MergeAuthors } from "./schema.ts";

/** @throws NOT_ALLOWED, INVALID {slug: ""} (none can be made of the name) or for an unknown portrait, TAKEN {path} */
export async function createAuthor(
  actor: Actor,
  { slug: given, portrait, ...fields }: CreateAuthor,
): Promise<{ id: string; name: string }> {
  assertMay(actor);
  return transaction(async (tx) => {
    const id = newId();
    const slug = await claimNamed(tx, { given, name: fields.name, pathOf: authorPath }, { kind: "AUTHOR", id });
    const data = { id, slug, ...fields, ...(await portraitColumns(tx, actor, portrait)) };
    await tx.author.create({ data, select: { id: true } });
    await recordEvent(tx, actor, "author.created", { kind: "author", id, name: fields.name });
    return { id, name: fields.name };
  });
}

/** The old address leads to the new one for ever. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE, TAKEN {path}, INVALID for an unknown portrait */
export async function changeAuthor(
  actor: Actor,
  { authorId, slug: given, portrait, ...fields }: ChangeAuthor,
): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    // The picture is locked before the author, as a withdrawal does.
    const columns = await portraitColumns(tx, actor, portrait);
    const author = await lockAuthor(tx, authorId);
    if (author.alias_of_id) throw new DomainError("WRONG_STATE");
    const slug = given || author.slug;
    const same = author.name === fields.name && author.job_title === fields.jobTitle && author.bio === fields.bio;
    if (same && author.slug === slug && author.portrait_id === portrait) return;
    await moveAddress(tx, authorPath(author.slug), authorPath(slug), { kind: "AUTHOR", id: authorId });
    const data = { slug, ...fields, ...columns };
    await tx.author.update({ where: { id: authorId }, data, select: { id: true } });
    await recordEvent(
      tx,
      actor,
      "author.changed",
      { kind: "author", id: authorId, name: fields.name },
      {
        ...(author.name !== fields.name && { from: author.name, to: fields.name }),
        ...(author.slug !== slug && { path: authorPath(slug) }),
      },
    );
    await purge(tx, [`author:${authorId}`, ...(await aliasTags(tx, authorId))]);
  });
}

/**
 * Changes the portrait of the byline that belongs to the account of the actor, whatever their role. A merged byline has no page of its own:
 * the portrait of the author into whom it was merged is left alone.
 * @throws NOT_FOUND for an account without such a byline, INVALID for an unknown portrait
 */
export async function changeOwnPortrait(actor: Person, { portrait }: ChangeOwnPortrait): Promise<void> {
  await transaction(async (tx) => {
    const columns = await portraitColumns(tx, actor, portrait); // the picture is locked before the author
    const own = await tx.author.findUnique({ where: { personId: actor.id }, select: { id: true } });
    const author = own && (await lockAuthor(tx, own.id));
    if (!author || author.person_id !== actor.id || author.alias_of_id) {
      if (portrait === null) return; // there is none to remove
      throw new DomainError("NOT_FOUND");
    }
    if (author.portrait_id === portrait) return;
    await tx.author.update({ where: { id: author.id }, data: columns, select: { id: true } });
    await recordEvent(tx, actor, "author.changed", { kind: "author", id: author.id, name: author.name });
    await purge(tx, [`author:${author.id}`, ...(await aliasTags(tx, author.id))]);
  });
}

/**
 * Makes one byline another name of `into`; stories show the survivor. Its account and its portrait move to the survivor,
 * unless the survivor has its own.
 * @throws NOT_ALLOWED, NOT_FOUND, INVALID (into itself), WRONG_STATE (one of them is merged already)
 */
export async function mergeAuthors(actor: Actor, { authorId, into }: MergeAuthors): Promise<void> {
  assertMay(actor);
  if (authorId === into) throw new DomainError("INVALID");
  await transaction(async (tx) => {
    const locked = new Map<string, Author>();
    for (const id of [authorId, into].sort()) locked.set(id, await lockAuthor(tx, id));
    const source = locked.get(authorId);
    const target = locked.get(into);
    if (!source || !target) throw new DomainError("NOT_FOUND");
    if (source.alias_of_id || target.alias_of_id) throw new DomainError("WRONG_STATE");
    const tags = await aliasTags(tx, authorId);
    await tx.author.updateMany({
      where: { OR: [{ id: authorId }, { aliasOfId: authorId }] },
      data: { aliasOfId: into },
    });
    if (source.person_id && !target.person_id) {
      await tx.author.update({ where: { id: authorId }, data: { personId: null }, select: { id: true } });
      await tx.author.update({ where: { id: into }, data: { personId: source.person_id }, select: { id: true } });
    }
    if (source.portrait_id) {
      const moved = target.portrait_id ? {} : await portraitColumns(tx, actor, source.portrait_id);
      const none = await portraitColumns(tx, actor, null);
      await tx.author.update({ where: { id: authorId }, data: none, select: { id: true } });
      await tx.author.update({ where: { id: into }, data: moved, select: { id: true } });
    }
    await redirectAddress(tx, authorPath(source.slug), authorPath(target.slug));
    await recordEvent(
      tx,
      actor,
      "author.merged",
      { kind: "author", id: authorId, name: source.name },
      { into, intoName: target.name },
    );
    await purge(tx, [`author:${authorId}`, `author:${into}`, ...tags]);
  });
}

/**
 * Gives a person who joins a byline: the one of the same name that nobody has (if it may be claimed), or a new one.
 * Does nothing if the person has one. Runs in the transaction of joining, not on request.
 */
export async function giveByline(tx: Transaction, person: Person, { mayClaim }: { mayClaim: boolean }): Promise<void> {
  if (await tx.author.findUnique({ where: { personId: person.id }, select: { id: true } })) return;
  const free = mayClaim
    ? await tx.author.findMany({
        where: { name: { equals: literally(person.name), mode: "insensitive" }, personId: null, aliasOfId: null },
        take: 2,
        select: { id: true },
      })
    : [];
  if (free.length === 1 && free[0]) {
    const { id } = free[0];
    await tx.author.update({ where: { id }, data: { personId: person.id }, select: { id: true } });
    await recordEvent(tx, person, "author.linked", { kind: "author", id, name: person.name });
    return;
  }
  const id = newId();
  const plain = slugFrom(person.name) || "author";
  const similar = await tx.address.findMany({
    where: { path: { startsWith: literally(authorPath(plain)) } },
    select: { path: true },
  });
  const taken = new Set(similar.map(({ path }) => path));
  let slug = plain;
  for (let number = 2; taken.has(authorPath(slug)); number++) slug = `${plain}-${number}`;
  await claimAddress(tx, authorPath(slug), { kind: "AUTHOR", id });
  await tx.author.create({ data: { id, name: person.name, slug, personId: person.id }, select: { id: true } });
  await recordEvent(tx, person, "author.created", { kind: "author", id, name: person.name });
}

type Author = {
  id: string;
  name: string;
  slug: string;
  job_title: string;
  bio: string;
  portrait_id: string | null;
  alias_of_id: string | null;
  person_id: string | null;
};

async function lockAuthor(tx: Transaction, id: string): Promise<Author> {
  const rows = await tx.$queryRaw<Author[]>`
    select id, name, slug, job_title, bio, portrait_id, alias_of_id, person_id from author where id = ${id}::uuid for update`;
  if (!rows[0]) throw new DomainError("NOT_FOUND");
  return rows[0];
}

/** Readers' pages read no row of a picture, so its facts are kept here. @throws INVALID */
async function portraitColumns(tx: Transaction, actor: Actor, portrait: string | null) {
  if (portrait === null) return { portraitId: null, portraitFacts: Prisma.DbNull };
  const facts = (await factsForReaders(tx, { pictures: [portrait], crops: [] })).get(portrait);
  const hidden = await hiddenFiles(actor, tx, "picture", [portrait]);
  if (facts === undefined || hidden.length > 0) throw new DomainError("INVALID", { portrait });
  return { portraitId: portrait, portraitFacts: facts ?? Prisma.DbNull };
}

async function aliasTags(tx: Transaction, authorId: string): Promise<string[]> {
  const aliases = await tx.author.findMany({ where: { aliasOfId: authorId }, select: { id: true } });
  return aliases.map(({ id }) => `author:${id}`);
}

function assertMay(actor: Actor): void {
  if (!canManageAuthors(actor)) throw new DomainError("NOT_ALLOWED");
}
