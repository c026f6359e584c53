import { describe, expect, test } from "vitest";
import { createPerson, createPicture, createAuthor as makeAuthor, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { findAddress } from "../addresses/data.ts";
import { newId } from "../ids.ts";
import { withdrawPicture } from "../picture-desk/mutations.ts";
import { findLivePicture } from "../pictures/data.ts";
import { appClient } from "../postgres/app.ts";
import { getAuthor } from "../published/taxonomy/data.ts";
import { nameReaders } from "../stories/sharing/mutations.ts";
import { findOwnAuthor, findOwnPortrait, listAuthors, searchAuthors } from "./data.ts";
import { changeAuthor, changeOwnPortrait, createAuthor, mergeAuthors } from "./mutations.ts";

const fields = (name: string, slug = "") => ({ name, slug, jobTitle: "", bio: "", portrait: null });

describe("an author", () => {
  test("an author gets an address from the name, and a redirect when it moves", async () => {
    const editor = await createPerson("EDITOR");
    const [name, slug] = [unique("Ada Lund"), unique("ada")];
    const { id } = await createAuthor(editor, fields(name));
    const path = `/authors/${name.toLowerCase().replace(" ", "-")}`;
    expect(await findAddress(path)).toMatchObject({ kind: "AUTHOR", target: id });
    await changeAuthor(editor, { authorId: id, name, slug, jobTitle: "Editor", bio: "", portrait: null });
    expect(await findAddress(path)).toEqual({ kind: "REDIRECT", to: `/authors/${slug}` });
  });

  test("editors can create, change and merge authors, but reporters cannot", async () => {
    const reporter = await createPerson("REPORTER");
    const [one, two] = [await makeAuthor(), await makeAuthor()];
    const refused = { code: "NOT_ALLOWED" };
    await expect(createAuthor(reporter, fields("X"))).rejects.toMatchObject(refused);
    await expect(changeAuthor(reporter, { authorId: one.id, ...fields("X") })).rejects.toMatchObject(refused);
    await expect(mergeAuthors(reporter, { authorId: one.id, into: two.id })).rejects.toMatchObject(refused);
    await expect(listAuthors(reporter, { q: "", after: undefined })).rejects.toMatchObject(refused);
  });
});

describe("the portrait of an author", () => {
  test("readers get the picture of an author only while it is the author's portrait", async () => {
    const editor = await createPerson("EDITOR");
    const picture = await createPicture();
    const given = { ...fields(unique("Ada Lund")), portrait: picture.id };
    const { id } = await createAuthor(editor, given);
    expect(await getAuthor(id)).toMatchObject({ found: { portrait: { id: picture.id } } });
    expect(await findLivePicture(picture.id)).toMatchObject({ width: 10, height: 10 });
    const { rows } = await listAuthors(editor, { q: given.name, after: undefined });
    expect(rows).toMatchObject([{ portrait: { id: picture.id, src: `/pictures/${picture.id}/10.jpg` } }]);
    await changeAuthor(editor, { ...given, authorId: id, portrait: null });
    expect(await findLivePicture(picture.id)).toBeNull();
    expect(await getAuthor(id)).toMatchObject({ found: { portrait: null } });
  });

  test("a portrait that readers may not see is still that of the author in the newsroom, and stays when others are changed", async () => {
    const editor = await createPerson("EDITOR");
    const picture = await createPicture();
    const given = { ...fields(unique("Ada Lund")), portrait: picture.id };
    const { id } = await createAuthor(editor, given);
    await withdrawPicture(editor, { pictureId: picture.id, reason: "Wrong person" });
    const shown = async () => (await listAuthors(editor, { q: given.name, after: undefined })).rows[0]?.portrait;
    expect(await shown()).toMatchObject({ id: picture.id, isHidden: true });
    await changeAuthor(editor, { ...given, authorId: id, jobTitle: "Editor" });
    expect(await shown()).toMatchObject({ id: picture.id, isHidden: true });
    expect(await getAuthor(id)).toMatchObject({ found: { portrait: null } });
  });

  test("rejects a portrait that was never uploaded", async () => {
    const editor = await createPerson("EDITOR");
    const made = createAuthor(editor, { ...fields(unique("Ada Lund")), portrait: newId() });
    await expect(made).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("the portrait on a person’s own account", () => {
  const withByline = async () => {
    const person = await createPerson("CONTRIBUTOR");
    const { id } = await makeAuthor();
    await appClient().author.update({ where: { id }, data: { personId: person.id }, select: { id: true } });
    return { person, authorId: id };
  };

  test("is that of their byline, which a contributor too may change and remove", async () => {
    const { person, authorId } = await withByline();
    const picture = await createPicture();
    expect(await findOwnPortrait(person)).toEqual({ hasByline: true, portrait: null });
    await changeOwnPortrait(person, { portrait: picture.id });
    expect(await findOwnPortrait(person)).toMatchObject({ portrait: { id: picture.id, isHidden: false } });
    expect(await getAuthor(authorId)).toMatchObject({ found: { portrait: { id: picture.id } } });
    const [event] = await appClient().auditEvent.findMany({ where: { subjectId: authorId, action: "author.changed" } });
    expect(event?.actorId).toBe(person.id);
    await changeOwnPortrait(person, { portrait: null });
    expect(await getAuthor(authorId)).toMatchObject({ found: { portrait: null } });
  });

  test("is no picture of a confidential story that the person may not see, and none that was never uploaded", async () => {
    const { person, authorId } = await withByline();
    const owner = await createPerson("REPORTER");
    const { id } = await createPicture();
    const { id: storyId } = await createReadyStory(owner, { mainFigure: { picture: id } });
    const none = { isConfidential: false, people: [] };
    await nameReaders(owner, { storyId, isConfidential: true, people: [], seen: none });
    const refused = { code: "INVALID" };
    await expect(changeOwnPortrait(person, { portrait: id })).rejects.toMatchObject(refused);
    await expect(changeOwnPortrait(person, { portrait: newId() })).rejects.toMatchObject(refused);
    expect(await getAuthor(authorId)).toMatchObject({ found: { portrait: null } });
  });

  test("is not offered without a byline, nor for one that was merged into that of a colleague", async () => {
    const portrait = (await createPicture()).id;
    const nobody = await createPerson("REPORTER");
    expect(await findOwnPortrait(nobody)).toEqual({ hasByline: false, portrait: null });
    await expect(changeOwnPortrait(nobody, { portrait })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [merged, kept] = [await withByline(), await withByline()];
    await mergeAuthors(await createPerson("EDITOR"), { authorId: merged.authorId, into: kept.authorId });
    expect(await findOwnPortrait(merged.person)).toEqual({ hasByline: false, portrait: null });
    await expect(changeOwnPortrait(merged.person, { portrait })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getAuthor(kept.authorId)).toMatchObject({ found: { portrait: null } });
  });
});

describe("a merge of authors", () => {
  test("merging authors moves the portrait to a survivor that has none, and drops it otherwise", async () => {
    const editor = await createPerson("EDITOR");
    const withPortrait = async () => {
      const picture = await createPicture();
      const { id } = await createAuthor(editor, { ...fields(unique("Ada Lund")), portrait: picture.id });
      return { id, picture: picture.id };
    };
    const [first, second, kept] = [await withPortrait(), await withPortrait(), await makeAuthor()];
    await mergeAuthors(editor, { authorId: first.id, into: kept.id });
    await mergeAuthors(editor, { authorId: second.id, into: kept.id });
    expect(await getAuthor(kept.id)).toMatchObject({ found: { portrait: { id: first.picture } } });
    expect(await findLivePicture(second.picture)).toBeNull();
  });

  test("merging authors moves the account to a survivor that has none", async () => {
    const editor = await createPerson("EDITOR");
    const [old, kept] = [await makeAuthor({ personId: editor.id }), await makeAuthor()];
    await mergeAuthors(editor, { authorId: old.id, into: kept.id });
    expect(await findOwnAuthor(editor.id)).toEqual({ id: kept.id, name: kept.name });
    expect(await findAddress(`/authors/${old.slug}`)).toEqual({ kind: "REDIRECT", to: `/authors/${kept.slug}` });
    expect(await searchAuthors(editor, old.name)).toMatchObject([{ id: kept.id }]);
  });

  test("merging authors with two accounts keeps both, and the merged one writes under the survivor's name", async () => {
    const [editor, other] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const [old, kept] = [await makeAuthor({ personId: editor.id }), await makeAuthor({ personId: other.id })];
    await mergeAuthors(editor, { authorId: old.id, into: kept.id });
    const row = await appClient().author.findUniqueOrThrow({ where: { id: kept.id }, select: { personId: true } });
    expect(row.personId).toBe(other.id);
    expect(await findOwnAuthor(editor.id)).toEqual({ id: kept.id, name: kept.name });
  });
});
