import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { setUp } from "#lib/newsroom/first-run.ts";
import { renditionFile } from "#lib/pictures/addresses.ts";
import { factsOf } from "#lib/pictures/data.ts";
import { servePicture } from "#lib/pictures/serve.ts";
import type { PictureFacts, Rendition } from "#lib/pictures/types.ts";
import { appClient } from "#lib/postgres/app.ts";
import { settings } from "#lib/process.ts";
import { pictures } from "./pictures.ts";
import { completePictures, seedPictures } from "./seed-pictures.ts";

/** A wide picture and small ones, opaque and not. */
const list = [pictures["portrait-tom"], pictures.ferry, pictures["portrait-ines"]];

const lines: string[] = [];
const say = (line: string) => void lines.push(line);
const start = (fill: () => Promise<unknown>) =>
  setUp({ ...settings(), demo: true }, async () => void (await fill()), say);

const stored = async (): Promise<PictureFacts[]> => {
  const rows = await appClient().picture.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  return [...(await factsOf(rows.map(({ id }) => id))).values()].sort((a, b) => a.key.localeCompare(b.key));
};
const hasFile = ({ key }: PictureFacts, { width, format }: Rendition) =>
  existsSync(
    path.join(settings().data, "pictures", key.slice(0, 2), key.slice(2, 4), key, renditionFile(width, format)),
  );

/** Asks for every rendition that a page may name. */
async function answers(facts: PictureFacts) {
  const asked = facts.renditions.map(async ({ width, format }) => {
    const answer = await servePicture(new Request("http://localhost/"), facts, renditionFile(width, format), true);
    return {
      status: answer.status,
      type: answer.headers.get("content-type"),
      mayBeKept: answer.headers.get("cache-control")?.includes("immutable"),
      bytes: (await answer.arrayBuffer()).byteLength,
    };
  });
  return Promise.all(asked);
}

test("a killed first start is repeated, serves each picture in one size, and makes the other sizes, also after a stop", async () => {
  const killed = new Error("killed");
  const fillAndDie = async () => {
    await seedPictures(say, list);
    throw killed;
  };
  await expect(start(fillAndDie)).rejects.toBe(killed);
  await start(() => seedPictures(say, list));

  const first = await stored();
  expect(first).toHaveLength(list.length);
  for (const facts of first) {
    const made = facts.renditions.filter((rendition) => hasFile(facts, rendition));
    expect(made).toEqual(facts.renditions.filter(({ bytes }) => bytes > 0));
    expect(made).toEqual([expect.objectContaining({ format: "jpeg", width: Math.min(facts.width, 1280) })]);
    const meanwhile = await answers(facts);
    expect(meanwhile.map(({ status, type, bytes }) => ({ status, type, bytes }))).toEqual(
      facts.renditions.map(() => ({ status: 200, type: "image/jpeg", bytes: made[0]?.bytes })),
    );
    // Only the address whose own file exists: the others show something else later.
    expect(meanwhile.filter(({ mayBeKept }) => mayBeKept)).toHaveLength(1);
  }

  const stopped = completePictures(say, list);
  await expect.poll(() => lines.at(-1), { timeout: 120_000 }).toBe("Example pictures: 1 of 3");
  await stopped.stop();
  expect((await stored()).filter(({ renditions }) => renditions.some(({ bytes }) => bytes === 0))).not.toEqual([]);

  await start(() => Promise.reject(new Error("the example was made twice")));
  await completePictures(say, list).done;
  expect(lines.at(-1)).toBe("Example pictures: 3 of 3");
  for (const [index, facts] of (await stored()).entries()) {
    const before = first[index]?.renditions ?? [];
    const sizes = (renditions: readonly Rendition[]) =>
      renditions.map(({ format, width, height }) => ({ format, width, height }));
    expect(sizes(facts.renditions)).toEqual(sizes(before));
    expect(facts.renditions).toContainEqual(before.find(({ bytes }) => bytes > 0));
    expect(facts.renditions.filter((rendition) => !hasFile(facts, rendition))).toEqual([]);
    expect((await answers(facts)).map(({ mayBeKept, bytes }) => [mayBeKept, bytes])).toEqual(
      facts.renditions.map(({ bytes }) => [true, bytes]),
    );
  }

  const lineCount = lines.length;
  await completePictures(say, list).done;
  expect(lines).toHaveLength(lineCount);
});
