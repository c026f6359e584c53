import { Prisma, type Transaction } from "../postgres/app.ts";

/** The name of a person `p` of this newsroom, else of the person `e` of another one; null if neither is known. */
export const nameSql = Prisma.sql`coalesce(p.name, e.name)`;

/** The names of people by their ids, those of other newsrooms included whose work came with an import. Unknown ids are left out. */
export async function namesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const where = { id: { in: [...new Set(ids)] } };
  const select = { id: true, name: true } as const;
  const elsewhere = await tx.personElsewhere.findMany({ where, select });
  const here = await tx.person.findMany({ where, select });
  return new Map([...elsewhere, ...here].map(({ id, name }) => [id, name]));
}
