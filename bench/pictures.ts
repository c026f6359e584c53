// `npm run bench:pictures -- 100000`: how long the library needs in a newsroom with so many pictures, for searches by how
// common their words are, for each filter, and for the first grid. SEARCHES sets how many of each kind.
import pg from "pg";
import { SYSTEM } from "#lib/actor.ts";
import { newId } from "#lib/ids.ts";
import { listCollections } from "#lib/pictures/library/collection-data.ts";
import { searchPictures } from "#lib/pictures/library/search-data.ts";
import { searchColumns } from "#lib/pictures/library/search-words.ts";
import { suggestValues } from "#lib/pictures/library/suggestion-data.ts";
import { appClient } from "#lib/postgres/app.ts";
import { connections } from "#lib/process.ts";
import { withDatabase } from "./database.ts";
import { drawRank, wordAt } from "./search/paper.ts";
import { random } from "./words.ts";

const pictures = Number(process.argv[2] ?? 100_000);
const searches = Number(process.env.SEARCHES ?? 100);
/** What the product promises, in ms. */
const promised = 100;
const batch = 1_000;
const [uploaderCount, creditCount, collectionCount] = [40, 300, 200];
const rights = ["STAFF", "AGENCY", "HANDOUT", "CREATIVE_COMMONS", "ASK_FIRST", "UNKNOWN"] as const;
const firstDay = Date.parse("2016-01-01T00:00:00Z");
const lastDay = Date.parse("2026-11-24T00:00:00Z");

const below = (count: number): number => Math.floor(random() * count);
const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
const text = (count: number): string => Array.from({ length: count }, () => wordAt(drawRank())).join(" ");
const between = (low: number, high: number): string => wordAt(low + below(high - low));
const nameAt = (kind: string, number: number): string => `${kind} ${wordAt(number * 7)}`;

async function fill(): Promise<void> {
  const client = appClient();
  const uploaders = Array.from({ length: uploaderCount }, (_, number) => ({
    id: newId(),
    name: nameAt("Person", number),
    email: `person${number}@example.org`,
    role: "REPORTER" as const,
    state: "ACTIVE" as const,
  }));
  await client.person.createMany({ data: uploaders });
  const collections = Array.from({ length: collectionCount }, (_, number) => ({
    id: newId(),
    name: nameAt("Collection", number),
  }));
  await client.pictureCollection.createMany({ data: collections });
  for (let start = 0; start < pictures; start += batch) {
    const rows = Array.from({ length: Math.min(batch, pictures - start) }, (_, index) => {
      const number = start + index;
      const texts = {
        caption: text(25),
        alt: text(12),
        credit: nameAt("Photographer", below(creditCount)),
        source: nameAt("Agency", below(20)),
        copyright: "",
        place: wordAt(below(2_000)),
        people: [nameAt("Somebody", below(5_000))],
        keywords: Array.from({ length: 5 }, () => wordAt(below(1_000))),
        fileName: `IMG_${number}.jpg`,
      };
      return {
        id: newId(),
        sha256: `bench-${number}`,
        width: 3000,
        height: 2000,
        bytes: 2_000_000,
        format: "webp",
        color: "#334455",
        renditions: [320, 480, 750, 960, 1280, 1600, 2000].flatMap((width) =>
          ["avif", "webp", "jpeg"].map((format) => ({ format, width, height: (width * 2) / 3, bytes: width * 90 })),
        ),
        uploaderId: pick(uploaders).id,
        createdAt: new Date(firstDay + ((lastDay - firstDay) * number) / pictures),
        rights: pick(rights),
        ...texts,
        ...searchColumns(texts),
      };
    });
    await client.picture.createMany({ data: rows });
    await client.pictureInCollection.createMany({
      data: rows.filter(() => random() < 0.4).map(({ id }) => ({ pictureId: id, collectionId: pick(collections).id })),
    });
    await client.storyPicture.createMany({
      data: rows.filter(() => random() < 0.6).map(({ id }) => ({ pictureId: id, storyId: newId() })),
    });
  }
  const owner = new pg.Client({ connectionString: connections().owner });
  await owner.connect();
  for (const table of ["picture", "picture_in_collection", "story_picture"])
    await owner.query(`vacuum analyze ${table}`);
  await owner.end();
}

const rare = () => between(40_000, 200_000);
const common = () => between(10, 100);
const kinds: Record<string, () => string> = {
  everything: () => "",
  "rare word": rare,
  "common word": common,
  "two common words": () => `${common()} ${common()}`,
  "middle words": () => `${between(300, 5_000)} ${between(300, 5_000)}`,
  "beginning of a word": () => common().slice(0, 3),
  "file name": () => `img_${below(pictures)}`,
  credit: () => `credit:"${nameAt("Photographer", below(creditCount))}"`,
  "uploader and word": () => `uploaded-by:"${nameAt("Person", below(uploaderCount))}" ${common()}`,
  uploader: () => `uploaded-by:"${nameAt("Person", below(uploaderCount))}"`,
  "rights and word": () => `rights:agency ${between(300, 5_000)}`,
  "never used": () => "used:never",
  "never used and word": () => `used:never ${between(300, 5_000)}`,
  "a month": () => `after:20${17 + below(9)}-03-01 before:20${17 + below(9)}-04-01`,
  "a word before a year": () => `${common()} before:2018`,
  collection: () => `collection:"${nameAt("Collection", below(collectionCount))}"`,
  "nothing found": () => `${common()} zzzzzz`,
};

async function measure(work: () => Promise<unknown>) {
  const times: number[] = [];
  for (let count = 0; count < searches; count++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1_048_576);

let isBad = false;
await withDatabase(async () => {
  console.log(`A library of ${pictures} pictures`);
  const began = performance.now();
  await fill();
  console.log(`Made in ${Math.round((performance.now() - began) / 1000)} s`);
  globalThis.gc?.();
  const before = megabytes();
  const first = performance.now();
  await Promise.all([searchPictures(SYSTEM), listCollections(SYSTEM)]);
  console.log(`The first grid and its collections, with a cold cache: ${Math.round(performance.now() - first)} ms`);
  const rows: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const [kind, make] of Object.entries(kinds)) {
    rows[kind] = await measure(() => searchPictures(SYSTEM, { q: make() }));
    if (rows[kind].p95 > promised) isBad = true;
  }
  let cursor: string | undefined;
  rows["page after page"] = await measure(async () => {
    cursor = (await searchPictures(SYSTEM, { q: wordAt(20), cursor })).next ?? undefined;
  });
  rows["grid and collections"] = await measure(() => Promise.all([searchPictures(SYSTEM), listCollections(SYSTEM)]));
  rows.suggestions = await measure(() => suggestValues(SYSTEM, { name: "credit", value: "pho" }));
  console.table(rows);
  console.log(`Memory of the process: ${before} MB before the searches, ${megabytes()} MB after them`);
});
if (isBad) {
  console.error(`Each kind of search should take at most ${promised} ms (p95).`);
  process.exit(1);
}
