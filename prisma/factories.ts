// Rows for tests: each call makes new ones that clash with nobody's. Shared by integration and browser tests.
import type { Person, Role } from "#lib/actor.ts";
import { newId } from "#lib/ids.ts";
import { type PictureTexts, searchColumns } from "#lib/pictures/library/search-words.ts";
import { appClient, type Prisma } from "#lib/postgres/app.ts";
import type { CustomRole } from "#lib/roles/types.ts";

let count = 0;
/** A word that no other row has. */
export const unique = (word: string): string => `${word}-${process.pid.toString(36)}-${(++count).toString(36)}`;

/** An active account; the actor as a session of theirs would make it (the session row is made too). */
export async function createPerson(
  role: Role,
  given: { name?: string; email?: string; passwordHash?: string } = {},
): Promise<Person> {
  const mark = unique(role.toLowerCase());
  const person = { id: newId(), name: given.name ?? mark, email: given.email ?? `${mark}@example.org` };
  const sessionId = newId();
  await appClient().person.create({
    data: {
      ...person,
      role,
      state: "ACTIVE",
      passwordHash: given.passwordHash ?? null,
      sessions: { create: { id: sessionId, expiresAt: new Date(Date.now() + 3_600_000) } },
    },
    select: { id: true },
  });
  return { kind: "person", ...person, role, sessionId };
}

/** A role besides the presets: a reporter's, unless something else is given. */
export async function createCustomRole(given: Partial<Omit<CustomRole, "id">> = {}): Promise<CustomRole> {
  const role = {
    name: unique("Role"),
    privileges: ["write" as const],
    sections: null,
    isOwnOnly: false,
    readsElsewhere: true,
    ...given,
    id: newId(),
  };
  const { sections, privileges, ...columns } = role;
  await appClient().customRole.create({
    data: { ...columns, privileges: [...privileges], isLimited: sections !== null, sections: [...(sections ?? [])] },
    select: { id: true },
  });
  return role;
}

/** A person with such a role, as `createPerson` makes others. */
export async function createPersonWith(given: Partial<Omit<CustomRole, "id">>): Promise<Person> {
  const customRole = await createCustomRole(given);
  const person = await createPerson("CONTRIBUTOR");
  await appClient().person.update({
    where: { id: person.id },
    data: { customRoleId: customRole.id },
    select: { id: true },
  });
  return { ...person, customRole };
}

export async function createSection(
  given: { name?: string; slug?: string } = {},
): Promise<{ id: string; name: string; slug: string; path: string }> {
  const slug = given.slug ?? unique("section");
  const section = { id: newId(), name: given.name ?? slug, slug, path: `/${slug}` };
  await appClient().section.create({ data: { ...section, position: count }, select: { id: true } });
  await appClient().address.create({
    data: { path: section.path, kind: "SECTION", target: section.id },
    select: { path: true },
  });
  return section;
}

export async function createTopic(
  given: { name?: string; slug?: string } = {},
): Promise<{ id: string; name: string; slug: string }> {
  const slug = given.slug ?? unique("topic");
  const topic = { id: newId(), name: given.name ?? slug, slug };
  await appClient().topic.create({ data: topic, select: { id: true } });
  await appClient().address.create({
    data: { path: `/topics/${slug}`, kind: "TOPIC", target: topic.id },
    select: { path: true },
  });
  return topic;
}

export async function createAuthor(
  given: { name?: string; slug?: string; personId?: string } = {},
): Promise<{ id: string; name: string; slug: string }> {
  const slug = given.slug ?? unique("author");
  const author = { id: newId(), name: given.name ?? slug, slug };
  await appClient().author.create({ data: { ...author, personId: given.personId ?? null }, select: { id: true } });
  await appClient().address.create({
    data: { path: `/authors/${slug}`, kind: "AUTHOR", target: author.id },
    select: { path: true },
  });
  return author;
}

type GivenPicture = Partial<Omit<Prisma.PictureUncheckedCreateInput, keyof PictureTexts> & PictureTexts>;

/** The row of a picture, without its files. The library finds it by the texts that are given. */
export const createPicture = (given: GivenPicture = {}) => {
  const { people = [], keywords = [], fileName = "a.jpg", ...rest } = given;
  const { caption = "", alt = "", credit = "", source = "", copyright = "", place = "" } = rest;
  const texts = { caption, alt, credit, source, copyright, place, people, keywords, fileName };
  return appClient().picture.create({
    data: {
      id: newId(),
      sha256: unique("sha"),
      width: 10,
      height: 10,
      bytes: 1,
      format: "jpeg",
      color: "#000000",
      renditions: [{ format: "jpeg", width: 10, height: 10, bytes: 1 }],
      ...rest,
      ...texts,
      people: [...people],
      keywords: [...keywords],
      ...searchColumns(texts),
    },
    select: { id: true },
  });
};
