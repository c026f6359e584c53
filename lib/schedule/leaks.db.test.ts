// Random schedules, edits, take-downs and embargoes against a model. Public pages read through the reader role and nothing
// else, so a word that is in none of its tables is in no page, feed, site map, search, suggestion or address. In some of the
// states the pages themselves are fetched, through the press.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { createPerson, createPicture, createSection } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { openPublicSite, siteHeaders } from "#prisma/testing/public-site.ts";
import type { Person } from "../actor.ts";
import { storyPath } from "../addresses/paths.ts";
import { slugFrom } from "../addresses/slug.ts";
import { DomainError } from "../errors.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { readerTables } from "../postgres/roles.ts";
import { settings } from "../process.ts";
import { getSiteSettings } from "../site/data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { liftEmbargo, setEmbargo } from "./embargo-mutations.ts";
import { includeChanges, reschedule, schedulePublication, scheduleTakeDown, unschedule } from "./mutations.ts";
import { performNextDue, performNow } from "./perform-mutations.ts";

const runs = Number(process.env.GALLEY_LEAK_RUNS ?? 3);
const opsInRun = Number(process.env.GALLEY_LEAK_OPS ?? 20);
const storiesInRun = 2;
const minuteMs = 60_000;
/** The pages are fetched after each so many operations. */
const opsBetweenPages = 4;

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));
let site: Awaited<ReturnType<typeof openPublicSite>>;
beforeAll(async () => {
  site = await openPublicSite();
});
afterAll(() => site.close());

const verbs = [
  "edit",
  "schedule",
  "include",
  "reschedule",
  "unschedule",
  "publish",
  "performNow",
  "correct",
  "scheduleTakeDown",
  "takeDown",
  "reinstate",
  "embargo",
  "lift",
  "wait",
] as const;
type Op = { verb: (typeof verbs)[number]; story: number; minutes: number };
const op: fc.Arbitrary<Op> = fc.record({
  verb: fc.constantFrom(...verbs),
  story: fc.nat({ max: storiesInRun - 1 }),
  minutes: fc.integer({ min: 1, max: 30 }),
});

let count = 0;
/** A word that no stemmer shortens and nothing else contains. */
const newWord = (): string => {
  const digits = String(++count).padStart(6, "0");
  return `qxz${digits.replace(/\d/g, (digit) => "klmnpqrstv"[Number(digit)] ?? "")}xq`;
};

type Frozen = { words: string[]; due: number };
/** What the model knows of a story. Instants are minutes since the beginning of the run. */
type Model = {
  id: string;
  picture: string;
  version: number;
  words: string[];
  frozen: Frozen | null;
  end: number | null;
  embargo: number | null;
  published: string[] | null;
  /** What readers had before the take-down. */
  before: string[] | null;
  everPublished: Set<string>;
};

class Run {
  readonly actor: Person;
  readonly stories: Model[] = [];
  #section = "";
  #zone = "";
  readonly #base = Date.now();
  #now = 0;

  constructor(actor: Person) {
    this.actor = actor;
  }

  async begin(): Promise<void> {
    const section = await createSection();
    this.#section = section.path;
    this.#zone = (await getSiteSettings()).timeZone;
    for (let index = 0; index < storiesInRun; index++) {
      const [headline, text] = [newWord(), newWord()];
      const picture = await createPictureWithFile();
      const { id } = await createReadyStory(this.actor, {
        headline,
        standfirst: text,
        mainFigure: { picture, alt: text, caption: text, credit: "" },
        body: [paragraph(`${text} in the text.`)],
        fields: { section: section.id },
      });
      const words = [headline, text];
      this.stories.push({
        id,
        picture,
        version: 0,
        words,
        frozen: null,
        end: null,
        embargo: null,
        published: null,
        before: null,
        everPublished: new Set(),
      });
    }
  }

  #instant = (minute: number): string => new Date(this.#base + (minute - this.#now) * minuteMs).toISOString();

  async perform({ verb, story: index, minutes }: Op): Promise<void> {
    const story = this.stories[index];
    if (!story) return;
    if (verb === "wait") return this.#wait(minutes);
    const later = this.#now + minutes;
    try {
      await this.#try(verb, story, later);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(["EMBARGOED", "WRONG_STATE", "INVALID", "NOT_READY"], `${verb}: ${error.code}`).toContain(error.code);
      if (error.code === "EMBARGOED") expect(this.#isEmbargoed(story, later), verb).toBe(true);
    }
  }

  #isEmbargoed = (story: Model, earliest: number): boolean =>
    story.embargo !== null && story.embargo > this.#now && (earliest < story.embargo || this.#now < story.embargo);

  async #try(verb: Exclude<Op["verb"], "wait">, story: Model, later: number): Promise<void> {
    const { id, version } = story;
    const dueAt = this.#instant(later);
    const act = async (of: "PUBLISH" | "TAKE_DOWN" = "PUBLISH") =>
      (await appClient().scheduledAct.findFirst({
        where: { storyId: id, state: "DUE", verb: of },
        select: { id: true },
      })) ?? Promise.reject(new DomainError("WRONG_STATE"));
    switch (verb) {
      case "edit": {
        const word = newWord();
        await saveSteps(this.actor, typeInHeadline(id, await readDocument(id), version, ` ${word}`));
        story.version++;
        story.words = [...story.words, word];
        return;
      }
      case "schedule":
        await schedulePublication(this.actor, { storyId: id, version, showUpdated: true, dueAt });
        story.frozen = { words: story.words, due: later };
        return;
      case "include":
        await includeChanges(this.actor, { actId: (await act()).id, version });
        if (story.frozen) story.frozen = { ...story.frozen, words: story.words };
        return;
      case "reschedule":
        await reschedule(this.actor, { actId: (await act()).id, dueAt });
        if (story.frozen) story.frozen = { ...story.frozen, due: later };
        return;
      case "unschedule":
        await unschedule(this.actor, { actId: (await act()).id });
        story.frozen = null;
        return;
      case "publish":
        await publishStory(this.actor, { storyId: id, version, showUpdated: true });
        return this.#published(story, story.frozen?.words ?? story.words);
      case "performNow":
        await performNow(this.actor, { actId: (await act()).id });
        return this.#published(story, story.frozen?.words ?? []);
      case "correct":
        await correctStory(this.actor, { storyId: id, version, kind: "CORRECTION", note: "It was wrong." });
        return this.#published(story, story.words);
      case "scheduleTakeDown":
        await scheduleTakeDown(this.actor, { storyId: id, reason: "It expires.", dueAt });
        story.end = later;
        return;
      case "takeDown":
        await takeDownStory(this.actor, { storyId: id, reason: "A court order." });
        return this.#takenDown(story);
      case "reinstate":
        await reinstateStory(this.actor, { storyId: id });
        story.published = story.before;
        return;
      case "embargo":
        await setEmbargo(this.actor, { storyId: id, until: dueAt, reason: "" });
        story.embargo = later;
        if (story.frozen && story.frozen.due < later) story.frozen = null;
        return;
      case "lift":
        await liftEmbargo(this.actor, { storyId: id, reason: "It is out." });
        story.embargo = null;
    }
  }

  #published(story: Model, words: string[]): void {
    expect(story.embargo === null || story.embargo <= this.#now, "published under an embargo").toBe(true);
    story.published = words;
    story.before = words;
    for (const word of words) story.everPublished.add(word);
    story.frozen = null;
  }

  #takenDown(story: Model): void {
    story.published = null;
    story.frozen = null;
    story.end = null;
  }

  /** Moves the instants of these stories, as if the time had passed, and lets the worker do what is due. */
  async #wait(minutes: number): Promise<void> {
    const ids = this.stories.map(({ id }) => id);
    await appClient().$executeRaw`
      update story set embargo_until = embargo_until - ${minutes} * interval '1 minute' where id = any(${ids}::uuid[])`;
    await appClient().$executeRaw`
      update scheduled_act set due_at = due_at - ${minutes} * interval '1 minute'
      where story_id = any(${ids}::uuid[]) and state = 'DUE'`;
    this.#now += minutes;
    while (await performNextDue());
    for (const story of this.stories) {
      const { frozen, end } = story;
      if (story.embargo !== null && story.embargo <= this.#now) story.embargo = null;
      const publishFirst = frozen !== null && (end === null || frozen.due <= end);
      const steps = [
        () => frozen && frozen.due <= this.#now && story.frozen === frozen && this.#published(story, frozen.words),
        () => {
          if (end === null || end > this.#now) return;
          story.end = null;
          if (story.published) this.#takenDown(story);
        },
      ];
      for (const step of publishFirst ? steps : steps.reverse()) step();
    }
  }

  /** Readers have exactly what the model says, and no word that is still to come. */
  async check(done: string): Promise<void> {
    for (const story of this.stories) {
      const live = await readerClient().liveStory.findUnique({
        where: { storyId: story.id },
        select: { headline: true, standfirst: true },
      });
      const shown = live && [...live.headline.split(" "), live.standfirst].toSorted();
      expect(shown, done).toEqual(story.published?.toSorted() ?? null);
      const { status } = await site.get(pictureAddress(story.picture, 10, "jpeg"));
      expect(status, `${done}: picture`).toBe(story.published ? 200 : 404);
    }
    const secret = this.stories.flatMap(({ words, everPublished }) => words.filter((word) => !everPublished.has(word)));
    if (secret.length === 0) return;
    for (const [table, columns] of Object.entries(readerTables)) {
      const list = columns === "all" ? "t.*" : columns.map((column) => `t.${column}`).join(", ");
      const found = await readerClient().$queryRawUnsafe<unknown[]>(
        `select r.text from (select row_to_json(x)::text as text from (select ${list} from ${table} t) x) r where r.text ~* $1 limit 1`,
        secret.join("|"),
      );
      expect(found, `${done}: ${table}`).toEqual([]);
    }
  }

  /**
   * Each page of a published story has its words, and no page has a word of another one: not yet, or not any more. A word
   * that was searched for may be repeated in the answer.
   */
  async checkPages(done: string): Promise<void> {
    const hidden = this.stories.flatMap(({ words, before, published, everPublished }) => [
      ...words.filter((word) => !everPublished.has(word)),
      ...(published ? [] : (before ?? [])),
    ]);
    const lists = [
      "/",
      "/sitemap.xml",
      "/news-sitemap.xml",
      ...["", this.#section].flatMap(feedsOf),
      this.#section,
      "/api/v1/stories?fields=headline,standfirst,html,text,document",
    ];
    const answers = await Promise.all(lists.map((address) => this.#fetch(address)));
    for (const [index, { status, text }] of answers.entries()) {
      expect(status, `${done}: ${lists[index]}`).toBe(200);
      for (const word of hidden) expect(text, `${done}: ${lists[index]}`).not.toContain(word);
    }
    for (const story of this.stories) {
      const [headline = "", standfirst = ""] = story.words;
      const page = await this.#fetch(await this.#addressOf(story));
      expect(page.status, `${done}: story`).toBe(story.published ? 200 : story.before ? 410 : 404);
      const inApi = await this.#fetch(`/api/v1/stories/${story.id}`);
      expect(inApi.status, `${done}: API`).toBe(page.status);
      const search = await this.#fetch(`/search?q=${headline}`);
      if (story.published)
        for (const { text } of [page, inApi, search]) expect(text, `${done}: published`).toContain(standfirst);
      for (const word of hidden.filter((one) => one !== headline))
        for (const { text } of [page, inApi, search]) expect(text, `${done}: story or search`).not.toContain(word);
    }
  }

  async #fetch(address: string) {
    const { status, text } = await site.get(address);
    return { status, text };
  }

  /** Where it is, was, or would be if it were published now. */
  async #addressOf({ id, words }: Model): Promise<string> {
    const { path: known } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { path: true } });
    const slug = slugFrom(words.join(" "));
    return known ?? storyPath({ sectionPath: this.#section, at: new Date(), zone: this.#zone, slug });
  }
}

const feedsOf = (place: string): string[] => ["rss.xml", "atom.xml", "feed.json"].map((file) => `${place}/${file}`);

/** A picture with one rendition, of which the file is there. */
async function createPictureWithFile(): Promise<string> {
  const key = createHash("sha256").update(newWord()).digest("hex");
  const folder = path.join(settings().data, "pictures", key.slice(0, 2), key.slice(2, 4), key);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "10.jpg"), "x");
  return (await createPicture({ sha256: key })).id;
}

test(
  "no word is public before its instant, and every word is after it, whatever is scheduled, changed, taken down or embargoed",
  async () => {
    const editor = await createPerson("EDITOR");
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: opsInRun, maxLength: opsInRun }), async (ops) => {
        const run = new Run(editor);
        await run.begin();
        await run.check("begin");
        for (const [index, one] of ops.entries()) {
          await run.perform(one);
          await run.check(`${index}: ${one.verb} ${one.story}`);
          if (index % opsBetweenPages === 0) await run.checkPages(`${index}: ${one.verb} ${one.story}`);
        }
      }),
      { numRuns: runs, endOnFailure: true },
    );
  },
  runs * opsInRun * 2_000 + 60_000,
);
