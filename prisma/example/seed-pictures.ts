// The pictures of the example. A first start makes one rendition of each; the others follow while the site is served.
import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { SYSTEM } from "#lib/actor.ts";
import { log } from "#lib/log.ts";
import { completePicture, storePicture } from "#lib/pictures/mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { connections } from "#lib/process.ts";
import { authors } from "./newsroom.ts";
import { pictures, picturesFolder } from "./pictures.ts";
import { stories } from "./stories.ts";
import type { Picture, PictureKey } from "./types.ts";

type Say = (line: string) => void;

/** The row of `setting` that exists until every picture has all of its renditions. */
const unfinished = "example_pictures_unfinished";

/** Only the portraits of authors and the pictures that stories show. */
const used = Object.values(pictures).filter(
  ({ key }) =>
    authors.some(({ portrait }) => portrait === key) ||
    stories.some(
      (story) => story.main?.picture === key || story.body.some((block) => "figure" in block && block.figure === key),
    ),
);

const read = ({ file }: Picture) => fs.readFile(path.join(picturesFolder, file));

/** Stores each picture with its first rendition, two at a time. `completePictures` has to follow. */
export async function seedPictures(say: Say, list: readonly Picture[] = used): Promise<Map<PictureKey, string>> {
  say(`Preparing ${list.length} pictures of the example newsroom`);
  await appClient().setting.create({ data: { key: unfinished, value: true }, select: { key: true } });
  const made = new Map<PictureKey, string>();
  const queue = [...list];
  const work = async () => {
    for (let picture = queue.shift(); picture; picture = queue.shift()) {
      const upload = { bytes: await read(picture), fileName: picture.file };
      const { id } = await storePicture(SYSTEM, upload, { extent: "first" });
      const { x, y } = picture.focus;
      await appClient().picture.update({ where: { id }, data: { focalX: x, focalY: y }, select: { id: true } });
      made.set(picture.key, id);
    }
  };
  await Promise.all([work(), work()]);
  return made;
}

/** Milliseconds between two lines about progress. */
const sayEveryMs = 3_000;

export type Completing = { done: Promise<void>; stop(): Promise<void> };

/**
 * Makes the renditions that pictures of the example still lack, one picture at a time, so that requests have a processor
 * left. Does nothing once all are made, or while another node makes them. What a killed process left is made at the
 * next start.
 */
export function completePictures(say: Say, list: readonly Picture[] = used): Completing {
  const stopping = new AbortController();
  const done = complete(say, list, stopping.signal).catch((error) =>
    log.error({ error }, "renditions of example pictures could not be made; the next start tries again"),
  );
  return {
    done,
    stop() {
      stopping.abort();
      return done;
    },
  };
}

async function complete(say: Say, list: readonly Picture[], signal: AbortSignal): Promise<void> {
  const mark = { where: { key: unfinished } };
  if (!(await appClient().setting.findUnique({ ...mark, select: { key: true } }))) return;
  const client = new pg.Client({ connectionString: connections().owner });
  client.on("error", (error) => log.warn({ error }, "lock for example pictures lost; the database has restarted"));
  await client.connect();
  try {
    const { rows } = await client.query("select pg_try_advisory_lock(hashtext('galley example pictures')) as free");
    if (!rows[0].free) return;
    let saidAt = 0;
    for (const [index, picture] of list.entries()) {
      if (signal.aborted) return;
      await completePicture(await read(picture));
      const count = index + 1;
      if (count < list.length && Date.now() - saidAt < sayEveryMs) continue;
      say(`Example pictures: ${count} of ${list.length}`);
      saidAt = Date.now();
    }
    await appClient().setting.deleteMany(mark);
  } finally {
    await client.end();
  }
}
