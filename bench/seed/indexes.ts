// Indexes and references are taken off while rows come in, and put back once: that is several times quicker.
import type pg from "pg";

const tables = [
  "story",
  "story_author",
  "revision",
  "live_story",
  "live_story_topic",
  "live_story_author",
  "live_picture",
  "address",
];

/** Primary keys stay. What is taken off is written down, so that a run that was ended can put it back later. */
export async function takeOff(client: pg.Client): Promise<void> {
  await client.query("begin");
  await client.query("create table if not exists bench.taken_off (id serial, make text not null)");
  const { rows } = await client.query<{ make: string; drop: string }>(
    `select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make,
        format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, 2 as place
     from pg_constraint where contype = 'f' and conrelid = any ($1::regclass[])
     union all
     select pg_get_indexdef(indexrelid), format('drop index %s', indexrelid::regclass), 1
     from pg_index i where indrelid = any ($1::regclass[]) and not exists (
       select 1 from pg_constraint where conindid = i.indexrelid and contype <> 'f')
     order by place`,
    [tables],
  );
  for (const { make } of rows) await client.query("insert into bench.taken_off (make) values ($1)", [make]);
  for (const { drop } of rows.toReversed()) await client.query(drop);
  await client.query("commit");
}

export async function putBack(client: pg.Client): Promise<void> {
  await client.query("set maintenance_work_mem = '256MB'");
  const { rows } = await client.query<{ id: number; make: string }>("select id, make from bench.taken_off order by id");
  for (const { id, make } of rows) {
    await client.query("begin");
    await client.query(make);
    await client.query("delete from bench.taken_off where id = $1", [id]);
    await client.query("commit");
  }
  await client.query("vacuum analyze");
}
