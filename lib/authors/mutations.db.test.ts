import { describe, expect, test } from "vitest";
import { createPerson, createAuthor as makeAuthor, unique } from "#prisma/factories.ts";
import { findAddress } from "../addresses/data.ts";
import { appClient } from "../postgres/app.ts";
import { findOwnAuthor, listAuthors, searchAuthors } from "./data.ts";
import { changeAuthor, createAuthor, mergeAuthors } from "./mutations.ts";

const fields = (name: string, slug = "") => ({ name, slug, jobTitle: "", bio: "" });

describe("an author", () => {
  test("an author gets an address from the name, and a redirect when it moves", async () => {
    const editor = await createPerson("EDITOR");
    const [name, slug] = [unique("Ada Lund"), unique("ada")];
    const { id } = await createAuthor(editor, fields(name));
    const path = `/authors/${name.toLowerCase().replace(" ", "-")}`;
    expect(await findAddress(path)).toMatchObject({ kind: "AUTHOR", target: id });
    await changeAuthor(editor, { authorId: id, name, slug, jobTitle: "Editor", bio: "" });
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

describe("a merge of authors", () => {
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
