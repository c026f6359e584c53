// Replacing all tables within one transaction: until it is committed, the old ones are whole, and a kill undoes it.
import fs from "node:fs";
import path from "node:path";
import type pg from "pg";

/** Removes everything of ours from the database but Prisma's record of migrations, which is emptied, and extensions. */
export async function dropEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ drop: string }>(`
    select format('drop table %s cascade', c.oid::regclass) as drop from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations'
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop type %s cascade', t.oid::regtype) from pg_type t
      where t.typnamespace = 'public'::regnamespace and t.typtype = 'e'
        and not exists (select 1 from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    union all
    select format('drop routine %s cascade', p.oid::regprocedure) from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`);
  for (const { drop } of rows) await client.query(drop);
  await client.query("delete from _prisma_migrations");
  // Jobs that were due in the replaced newsroom; the schema is made again with the next migration.
  await client.query("drop schema if exists pgboss cascade");
}

/** Makes the tables as they were after these migrations, without rows. */
export async function makeTables(client: pg.Client, migrations: readonly string[]): Promise<void> {
  const folder = path.join(process.cwd(), "prisma", "migrations");
  for (const name of migrations) await client.query(fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8"));
  const { rows } = await client.query<{ truncate: string | null }>(
    `select 'truncate ' || string_agg(oid::regclass::text, ', ') as truncate from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '_prisma_migrations'`,
  );
  if (rows[0]?.truncate) await client.query(rows[0].truncate);
}

/**
 * Takes off references and indexes, which are made several times quicker once all rows are in.
 * @returns puts them back
 */
export async function takeOffIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ drop: string; make: string }>(`
    select 1 as position, format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
    union all
    select 2, format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint where conindid = i.indexrelid)
    order by position`);
  for (const { drop } of rows) await client.query(drop);
  return async () => {
    await client.query("set local maintenance_work_mem = '256MB'");
    for (const { make } of rows.toReversed()) await client.query(make);
  };
}

export async function setSequences(client: pg.Client, last: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(last))
    await client.query("select setval(format('public.%I', $1::text)::regclass, $2::bigint)", [name, value]);
}
