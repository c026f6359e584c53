import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/ids.ts";
import { appClient, Prisma, transaction } from "#lib/postgres/app.ts";
import { connections } from "#lib/process.ts";
import { createAuthor, createPerson, createPicture, unique } from "#prisma/factories.ts";
import { findByIndexes, lookThroughNewest, searchPictures } from "./search-data.ts";
import { fillPictureSearch } from "./search-mutations.ts";

let reporter: Awaited<ReturnType<typeof createPerson>>;
beforeAll(async () => {
  reporter = await createPerson("REPORTER", { name: "Rosa Müller-Quint" });
});

const find = async (q: string) => (await searchPictures(reporter, { q })).pictures.map(({ id }) => id);

describe("Search pictures", () => {
  test.each(["caption", "alt", "credit", "source", "copyright", "place"] as const)(
    "finds a picture by the beginning of a word of its %s",
    async (field) => {
      const word = `zephyr${field}`;
      const { id } = await createPicture({ [field]: `The ${word}wards pier` });
      expect(await find(word)).toEqual([id]);
    },
  );

  test("finds a picture by a person, a keyword and a part of its file name", async () => {
    const { id } = await createPicture({
      people: ["Ada Vexley"],
      keywords: ["harbour festival", "regatta"],
      fileName: "pier_fire_quux01.jpg",
    });
    for (const q of ["vexley", "ada vex", "regatta ada", "quux01", "harbour fest ada"])
      expect(await find(q)).toEqual([id]);
    expect(await find("vexley elsewhere")).toEqual([]);
  });

  test("finds accented words with and without accents and with umlauts as two letters", async () => {
    const { id } = await createPicture({ caption: "Wärmflasche à Orléans, 東京都庁" });
    for (const q of ["warmflasche", "waermflasche", "Wärmfl", "orleans warmflasche", "東京都"])
      expect(await find(q)).toContain(id);
  });

  test("leaves out pictures with an excluded word", async () => {
    const one = await createPicture({ caption: "plover at dawn" });
    await createPicture({ caption: "plover at dusk" });
    expect(await find("plover -dusk")).toEqual([one.id]);
  });

  test("narrows by credit and not by the same word in a caption", async () => {
    const one = await createPicture({ credit: "Ann Example / Quoll Agency" });
    await createPicture({ caption: "A quoll in the zoo" });
    expect(await find("credit:quoll")).toEqual([one.id]);
    expect(await find('credit:"quoll agency"')).toEqual([one.id]);
    expect(await find("credit:zoo")).toEqual([]);
  });

  test("takes several values of one filter as alternatives", async () => {
    const mark = unique("heron").replaceAll("-", "");
    const one = await createPicture({ caption: mark, rights: "STAFF" });
    const two = await createPicture({ caption: mark, rights: "AGENCY" });
    await createPicture({ caption: mark, rights: "HANDOUT" });
    expect(await find(`${mark} rights:agency`)).toEqual([two.id]);
    expect(await find(`${mark} rights:staff rights:agency`)).toEqual([two.id, one.id]);
    expect((await find(`${mark} -rights:staff`)).length).toBe(2);
  });

  test("finds pictures that are withdrawn and those whose use has ended", async () => {
    const mark = unique("dipper").replaceAll("-", "");
    const withdrawn = await createPicture({ caption: mark, withdrawnAt: new Date() });
    const ended = await createPicture({ caption: mark, usableUntil: new Date(Date.now() - 1_000) });
    await createPicture({ caption: mark, usableUntil: new Date(Date.now() + 60_000) });
    expect(await find(`${mark} rights:withdrawn`)).toEqual([withdrawn.id]);
    expect(await find(`${mark} rights:expired`)).toEqual([ended.id]);
  });

  test("narrows by the name of the uploader, and by me", async () => {
    const { id } = await createPicture({ uploaderId: reporter.id });
    for (const q of ["uploaded-by:me", 'uploaded-by:"rosa muller"', "uploaded-by:quint"])
      expect(await find(q)).toEqual([id]);
  });

  test("names a filter value that does not exist and finds nothing", async () => {
    await createPicture({});
    const { pictures, unknown } = await searchPictures(reporter, { q: 'uploaded-by:"Nobody Here" rights:free' });
    expect(pictures).toEqual([]);
    expect(unknown).toEqual(["uploaded-by:Nobody Here", "rights:free"]);
    expect(await find("used:sometimes")).toEqual([]);
    expect(await find("after:2026-02-30")).toEqual([]);
  });

  test("finds pictures that nothing uses", async () => {
    const mark = unique("ibis").replaceAll("-", "");
    const free = await createPicture({ caption: mark });
    const inCopy = await createPicture({ caption: mark });
    const portrait = await createPicture({ caption: mark });
    await appClient().storyPicture.create({ data: { storyId: newId(), pictureId: inCopy.id } });
    const author = await createAuthor();
    await appClient().author.update({ where: { id: author.id }, data: { portraitId: portrait.id } });
    expect(await find(`${mark} used:never`)).toEqual([free.id]);
    expect(await find(`${mark} used:yes`)).toEqual([portrait.id, inCopy.id]);
  });

  test("takes days in the newsroom's time zone for after and before", async () => {
    const mark = unique("tern").replaceAll("-", "");
    const { id } = await createPicture({ caption: mark, createdAt: new Date("2024-06-30T23:30:00Z") });
    const search = async (filter: string, zone: string) =>
      (await searchPictures(reporter, { q: `${mark} ${filter}`, zone })).pictures.map((picture) => picture.id);
    expect(await search("after:2024-07-01", "Europe/Berlin")).toEqual([id]);
    expect(await search("after:2024-07-01", "UTC")).toEqual([]);
    expect(await search("before:2024-07", "UTC")).toEqual([id]);
    expect(await search("after:2024-06-30 before:2024-07-01", "UTC")).toEqual([id]);
  });

  test("takes several days of one filter as alternatives, and a minus as the rest of the time", async () => {
    const mark = unique("gull").replaceAll("-", "");
    const { id } = await createPicture({ caption: mark, createdAt: new Date("2024-06-30T12:00:00Z") });
    expect(await find(`${mark} before:2024 before:2025 before:nonsense`)).toEqual([id]);
    expect(await find(`${mark} after:2025 after:2024-06`)).toEqual([id]);
    expect(await find(`${mark} before:2024 before:nonsense`)).toEqual([]);
    expect(await find(`${mark} -before:2024-06-30`)).toEqual([id]);
    expect(await find(`${mark} -after:2024-06`)).toEqual([]);
  });

  test("narrows by a collection and those nested in it, by name or path", async () => {
    const mark = unique("Sport");
    const outer = await appClient().pictureCollection.create({ data: { id: newId(), name: mark } });
    const inner = await appClient().pictureCollection.create({
      data: { id: newId(), name: "Fußball", parentId: outer.id },
    });
    const { id } = await createPicture({ collections: { create: { collectionId: inner.id } } });
    expect(await find(`collection:${mark}`)).toEqual([id]);
    expect(await find(`collection:"${mark}/fussball"`)).toEqual([id]);
    expect(await find("collection:FUSSBALL")).toEqual([id]);
  });

  test("finds a picture without an index entry after the job has run", async () => {
    const { id } = await createPicture({ caption: "A bittern" });
    await appClient().picture.update({ where: { id }, data: { searchWords: [], searchFormat: 0 } });
    expect(await find("bittern")).toEqual([]);
    await fillPictureSearch();
    expect(await find("bittern")).toEqual([id]);
    expect(await fillPictureSearch()).toBe(0);
  });

  test("leaves out pictures in the trash", async () => {
    await createPicture({ caption: "gannet", trashedAt: new Date() });
    expect(await find("gannet")).toEqual([]);
  });
});

describe("the pages of the library", () => {
  test("show each picture once, newest first, also those of the same instant", async () => {
    const mark = unique("curlew").replaceAll("-", "");
    const at = new Date("2025-03-01T12:00:00Z");
    const made = [];
    for (let count = 0; count < 130; count++) made.push(await createPicture({ caption: mark, createdAt: at }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchPictures(reporter, { q: mark, cursor });
      seen.push(...page.pictures.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(
      made
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  test("are the first one for a cursor that nobody wrote", async () => {
    const first = await searchPictures(reporter, {});
    expect((await searchPictures(reporter, { cursor: "nonsense" })).pictures).toEqual(first.pictures);
  });
});

describe("with 30,000 pictures", () => {
  beforeAll(async () => {
    await appClient().$executeRaw`
      insert into picture (id, sha256, width, height, bytes, format, color, renditions, file_name, created_at, search_words, search_format)
      select gen_random_uuid(), 'seed-' || n, 10, 10, 1, 'jpeg', '#000000', '[]', 'a.jpg', now() - n * interval '1 hour',
        array['seeded', 'group' || n % 3000, 'credit=agency' || n % 40], 1
      from generate_series(1, 30000) n`;
    const owner = new pg.Client({ connectionString: connections().owner });
    await owner.connect();
    await owner.query("analyze picture");
    await owner.end();
  });

  test.each([
    ["no condition", []],
    ["a common word", ["'seeded':*"]],
    ["a rare word", ["'group7':*"]],
    ["a credit", ["('credit=agency7':*)"]],
  ] as const)("searching with %s reads no table from its beginning", async (_name, terms) => {
    const plans: string[] = [];
    await transaction(async (tx) => {
      await tx.$queryRaw`select set_config('enable_seqscan', 'off', true)`;
      const explaining = {
        $queryRaw: async (parts: TemplateStringsArray, ...values: unknown[]) => {
          const rows = await tx.$queryRaw<{ "QUERY PLAN": string }[]>(
            Prisma.sql`explain ${Prisma.sql(parts as unknown as string[], ...values)}`,
          );
          plans.push(...rows.map((row) => row["QUERY PLAN"]));
          return [];
        },
      } as unknown as Parameters<typeof findByIndexes>[0];
      const last = { at: new Date(), id: newId() };
      await findByIndexes(explaining, { terms: [...terms], where: [], times: [] }, last);
      await lookThroughNewest(explaining, { terms: [...terms], where: [], times: [] }, last);
    });
    expect(plans.join("\n")).not.toMatch(/Seq Scan/);
    expect(plans.join("\n")).toMatch(terms.length > 0 ? /picture_search_words_idx/ : /picture_created_at_id_idx/);
  });

  test("looks through the newest pictures of a time years ago", async () => {
    const times = [Prisma.sql`p.created_at < now() - interval '20000 hours'`];
    const { found, isWhole } = await lookThroughNewest(appClient(), { terms: ["'seeded':*"], where: [], times }, null);
    expect([found.length, isWhole]).toEqual([61, false]);
    const few = [Prisma.sql`p.created_at < now() - interval '29900 hours'`];
    expect(await lookThroughNewest(appClient(), { terms: ["'seeded':*"], where: [], times: few }, null)).toMatchObject({
      isWhole: true,
    });
  });

  test("finds rare words behind thousands of newer pictures, page by page", async () => {
    const { pictures, next } = await searchPictures(reporter, { q: "group2999" });
    expect(pictures.length).toBe(10);
    expect(next).toBeNull();
    const common = await searchPictures(reporter, { q: "seeded" });
    expect(common.pictures.length).toBe(60);
    const further = await searchPictures(reporter, { q: "seeded", cursor: common.next ?? "" });
    expect(further.pictures[0]?.createdAt.localeCompare(common.pictures.at(-1)?.createdAt ?? "")).toBe(-1);
  });
});
