import type { Transaction } from "../../postgres/app.ts";

/** Keeps the names of people of another newsroom. Those who have an account here are known by that. */
export async function keepPeople(tx: Transaction, people: readonly { id: string; name: string }[]): Promise<void> {
  const names = new Map(people.filter(({ name }) => name !== "").map(({ id, name }) => [id, name]));
  if (names.size === 0) return;
  await tx.$executeRaw`
    insert into person_elsewhere (id, name)
    select given.id, given.name from unnest(${[...names.keys()]}::uuid[], ${[...names.values()]}::text[]) as given (id, name)
    where not exists (select from person p where p.id = given.id)
    on conflict (id) do nothing`;
}
