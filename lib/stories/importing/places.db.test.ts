import { expect, test } from "vitest";
import { createPerson, createTopic, unique } from "#prisma/factories.ts";
import { appClient } from "../../postgres/app.ts";
import { findOrCreateAuthor, findOrCreateSection, findOrCreateTopic } from "./place-mutations.ts";
import { isSameName } from "./policy.ts";

test.each([
  ["C", "C++", false],
  ["C#", "C++", false],
  ["Año", "Ano", false],
  ["Open-Data", "open data", true],
  ["St. Pauli", "St Pauli", true],
  ["Women’s football", "Womens football", true],
])("takes the names %s and %s for one: %s", (one, other, isOne) => {
  expect(isSameName(one, other)).toBe(isOne);
});

test("an import keeps sections and topics apart that have one address, and finds each again", async () => {
  const admin = await createPerson("ADMIN");
  const mark = unique("Q").replaceAll("-", "");
  for (const make of [findOrCreateSection, findOrCreateTopic]) {
    const names = [mark, `${mark}++`, `${mark}#`];
    const made = [];
    for (const name of names) made.push(await make(admin, name));
    expect(new Set(made.map(({ path }) => path)).size).toBe(3);
    const again = [];
    for (const name of [...names].reverse()) again.push(await make(admin, name.toLowerCase()));
    expect(again.reverse()).toEqual(made);
  }
});

test("an import finds a topic by the slug that a person has chosen, where the source writes the slug", async () => {
  const admin = await createPerson("ADMIN");
  const slug = unique("open-data");
  const topic = await createTopic({ name: `Portal of ${slug}` });
  await appClient().topic.update({ where: { id: topic.id }, data: { slug }, select: { id: true } });
  expect((await findOrCreateTopic(admin, slug)).id).toBe(topic.id);
});

test("an import keeps authors apart whose names differ in accents, and finds each again", async () => {
  const admin = await createPerson("ADMIN");
  const mark = unique("Nunez").replaceAll("-", "");
  const names = [`José ${mark}`, `Jose ${mark}`, `José-${mark}`];
  const made = [];
  for (const name of names) made.push(await findOrCreateAuthor(admin, { slug: "", name }));
  expect(made[1]?.path).not.toBe(made[0]?.path);
  expect(made[1]?.id).not.toBe(made[0]?.id);
  expect(made[2]).toEqual(made[0]);
  expect(await findOrCreateAuthor(admin, { slug: "", name: `jose ${mark}` })).toEqual(made[1]);
});
