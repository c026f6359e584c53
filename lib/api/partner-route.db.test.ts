import { beforeAll, describe, expect, test } from "vitest";
import { figure, paragraph, type StoryParts } from "#lib/document/build.ts";
import { createPerson, createPicture, createSection, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { listFetchedStories, listFetches, listHolders, listPartners } from "../partners/data.ts";
import { deleteOldFetches } from "../partners/fetch-mutations.ts";
import { deletePartner, endPartner, renewPartnerKey, savePartner } from "../partners/mutations.ts";
import { keptFetchDays } from "../partners/policy.ts";
import { listPictureHolders } from "../partners/recall-data.ts";
import type { SavePartner } from "../partners/schema.ts";
import { allowPictureAgain, changeRights, withdrawPicture } from "../picture-desk/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { createSection as createSubsection } from "../sections/mutations.ts";
import { blankStory } from "../stories/blanking/mutations.ts";
import { correctStory, publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { mergeTopics } from "../topics/mutations.ts";
import { maxKeyRequests, maxWrongKeys } from "./limit-mutations.ts";
import { answerPartner, keyIn } from "./partner-route.ts";

let admin: Person;
beforeAll(async () => {
  admin = await createPerson("ADMIN");
});

const nothing = {
  partnerId: null,
  format: "NINJS",
  sectionId: null,
  topicId: null,
  words: "",
  language: "",
  isFullText: true,
  hasPictures: true,
  endsAt: null,
} as const satisfies Omit<SavePartner, "name">;

async function createPartner(given: Partial<SavePartner> = {}) {
  const input = { ...nothing, name: unique("Partner"), ...given };
  const { partnerId, token } = await savePartner(admin, input);
  if (token === null) throw new Error("a new partner has no key");
  return { id: partnerId, token, input: { ...input, partnerId } };
}
type Partner = Awaited<ReturnType<typeof createPartner>>;

async function ask(partner: Pick<Partner, "id" | "token">, rest = "feed", headers: Record<string, string> = {}) {
  const path = `/partners/${partner.id}/${rest}`;
  const request = new Request(`https://news.example.org/api/v1${path}`, {
    headers: {
      host: "news.example.org",
      "x-forwarded-proto": "https",
      "x-galley-caller": "203.0.113.7",
      authorization: `Bearer ${partner.token}`,
      ...headers,
    },
  });
  const answer = await answerPartner(request, path.replace(/\?.*/, ""));
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text.startsWith("{") ? JSON.parse(text) : null };
}

type Item = { uri: string; version: string; pubStatus: string; edNote?: string; bodies?: { value: string }[] };
const itemsIn = async (partner: Partner, rest?: string): Promise<Item[]> => (await ask(partner, rest)).json.items;
const idOf = ({ uri }: Item) => uri.replace("urn:uuid:", "");
const idsFor = async (partner: Partner, rest?: string) => (await itemsIn(partner, rest)).map(idOf);
const nextOf = ({ headers }: { headers: Headers }) =>
  `feed?${new URL(/<(.+?)>; rel="next"/.exec(headers.get("link") ?? "")?.[1] ?? "").searchParams}`;

async function publish(parts: StoryParts = {}): Promise<string> {
  const { id } = await createReadyStory(admin, parts);
  await publishStory(admin, { storyId: id, version: 0, showUpdated: false });
  return id;
}
const inSection = async () => {
  const { id: section } = await createSection();
  return { section, partner: await createPartner({ sectionId: section }) };
};
const correct = (storyId: string, note: string) =>
  correctStory(admin, { storyId, version: 0, kind: "CORRECTION", note });

describe("the feed of a partner", () => {
  test("has the stories of a section and its sub-sections, and no draft, scheduled or unlisted one", async () => {
    const { section, partner } = await inSection();
    const slug = unique("sub");
    const sub = await createSubsection(admin, { name: slug, slug, parentId: section, description: "", picture: null });
    const [own, below] = [await publish({ fields: { section } }), await publish({ fields: { section: sub.id } })];
    await publish();
    await createReadyStory(admin, { fields: { section } });
    const { id: later } = await createReadyStory(admin, { fields: { section } });
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    await schedulePublication(admin, { storyId: later, version: 0, dueAt, showUpdated: false });
    await appClient().liveStory.update({
      where: { storyId: await publish({ fields: { section } }) },
      data: { listed: false },
    });
    await publish({ fields: { section, noRepublish: true } });
    const { status, headers, json } = await ask(partner);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(json.items.map(idOf)).toEqual([below, own]);
  });

  test("can be limited to a topic, to words of a search and to a language", async () => {
    const word = unique("lighthouse").replaceAll("-", "");
    const topic = await createTopic();
    const fits = { headline: `The ${word} shines`, fields: { topics: [topic.id], language: "de-AT" } };
    const id = await publish(fits);
    await publish({ ...fits, fields: { ...fits.fields, topics: [] } });
    await publish({ ...fits, headline: "Another" });
    await publish({ ...fits, fields: { ...fits.fields, language: "en" } });
    const partner = await createPartner({ topicId: topic.id, words: `${word} -harbour`, language: "de" });
    expect(await idsFor(partner)).toEqual([id]);
    await mergeTopics(admin, { topicId: topic.id, into: (await createTopic()).id });
    expect(await idsFor(partner)).toEqual([id]);
  });

  test("carries a correction as a new version with its note, after the place where the partner was", async () => {
    const { section, partner } = await inSection();
    const id = await publish({ fields: { section } });
    const first = await ask(partner);
    await correct(id, "It was Tuesday.");
    const [second] = await itemsIn(partner, nextOf(first));
    expect(second).toMatchObject({ uri: `urn:uuid:${id}`, pubStatus: "usable" });
    expect(second?.edNote).toMatch(/^Correction, \d{4}-\d\d-\d\d: It was Tuesday\.$/);
    expect(Number(second?.version)).toBeGreaterThan(Number(first.json.items[0].version));
  });

  test("withdraws a story that was taken down on the very next request, only for partners that have it", async () => {
    const { section, partner } = await inSection();
    const other = await createPartner({ sectionId: section });
    const id = await publish({ headline: "Secret words", fields: { section } });
    const before = await ask(partner);
    await takeDownStory(admin, { storyId: id, reason: "Wrong" });
    for (const rest of ["feed", nextOf(before), `stories/${id}`]) {
      const { json, text } = await ask(partner, rest);
      expect(text).not.toContain("Secret words");
      const item = json.items ? json.items[0] : json;
      expect(item).toMatchObject({
        uri: `urn:uuid:${id}`,
        pubStatus: "canceled",
        edNote: expect.stringMatching(/^Kill/),
      });
      expect(Number(item.version)).toBeGreaterThan(Number(before.json.items[0].version));
    }
    expect(await idsFor(other)).toEqual([]);
    expect((await ask(other, `stories/${id}`)).status).toBe(404);
  });

  test("keeps sending corrections of a story that has left the section, and withholds one that may not be republished", async () => {
    const { section, partner } = await inSection();
    const id = await publish({ fields: { section } });
    await ask(partner);
    await appClient().liveStory.update({
      where: { storyId: id },
      data: { sectionId: (await createSection()).id },
    });
    await correct(id, "Moved on.");
    expect((await itemsIn(partner))[0]).toMatchObject({ uri: `urn:uuid:${id}`, pubStatus: "usable" });
    await appClient().liveStory.update({ where: { storyId: id }, data: { noRepublish: true } });
    const [withheld] = await itemsIn(partner);
    expect(withheld).toMatchObject({ uri: `urn:uuid:${id}`, pubStatus: "withheld" });
    expect(withheld?.bodies).toBeUndefined();
  });

  test("sends a story again as a new version when words of it are erased for legal reasons", async () => {
    const { section, partner } = await inSection();
    const secret = unique("unlawful");
    const id = await publish({ fields: { section }, body: [paragraph(`He ${secret} said so.`)] });
    const before = await ask(partner);
    await blankStory({ storyId: id, blocks: [], text: secret, reason: "A court" });
    const after = await ask(partner, nextOf(before));
    expect(after.text).not.toContain(secret);
    expect(Number(after.json.items[0].version)).toBeGreaterThan(Number(before.json.items[0].version));
  });

  test("is read page by page from an instant on, each story once", async () => {
    const { section, partner } = await inSection();
    const ids: string[] = [];
    for (let number = 0; number < 5; number++) ids.push(await publish({ fields: { section } }));
    const read: string[] = [];
    let rest = "feed?since=2020-01-01T00:00:00Z&limit=2";
    for (let page = 0; page < 3; page++) {
      const answer = await ask(partner, rest);
      read.push(...answer.json.items.map(idOf));
      rest = nextOf(answer);
    }
    expect(read).toEqual(ids);
    // What changed within the last minute is sent again: another change may have begun before it.
    expect(await idsFor(partner, rest)).toEqual(ids.slice(0, 2));
  });

  test("does not skip a change that began before the last answer and was committed after it", async () => {
    const { section, partner } = await inSection();
    const first = await publish({ fields: { section } });
    const place = nextOf(await ask(partner));
    const late = await publish({ fields: { section } });
    const changedAt = new Date(Date.now() - 20_000);
    await appClient().liveStory.update({ where: { storyId: late }, data: { changedAt } });
    expect(await idsFor(partner, place)).toEqual([late, first]);
  });

  test("answers 304 while nothing has changed", async () => {
    const { section, partner } = await inSection();
    const id = await publish({ fields: { section } });
    const { headers } = await ask(partner);
    const etag = headers.get("etag") ?? "";
    expect((await ask(partner, "feed", { "if-none-match": etag })).status).toBe(304);
    await correct(id, "It was Tuesday.");
    expect((await ask(partner, "feed", { "if-none-match": etag })).status).toBe(200);
  });

  test("has only pictures that the paper may pass on without a limit", async () => {
    const { section, partner } = await inSection();
    const terms = [
      { rights: "STAFF" },
      { rights: "CREATIVE_COMMONS" },
      { rights: "AGENCY" },
      { rights: "UNKNOWN" },
      { rights: "STAFF", usableUntil: new Date("2100-01-01") },
      { rights: "STAFF", territory: "Norway" },
    ] as const;
    const pictures = await Promise.all(terms.map((given) => createPicture(given)));
    await publish({
      fields: { section },
      body: [paragraph("Text."), ...pictures.map(({ id: picture }) => figure({ picture }))],
    });
    const shown = ({ text }: { text: string }) => pictures.map(({ id }) => text.includes(id));
    expect(shown(await ask(partner))).toEqual([true, true, false, false, false, false]);
    await savePartner(admin, { ...partner.input, hasPictures: false });
    expect(shown(await ask(partner))).toEqual(terms.map(() => false));
  });

  test("sends a story once more without a picture that was withdrawn, names the picture, and says who still has it", async () => {
    const { section, partner } = await inSection();
    const late = await createPartner({ sectionId: section });
    const { id: picture } = await createPicture({ rights: "STAFF" });
    const id = await publish({ fields: { section }, body: [paragraph("Text."), figure({ picture })] });
    const before = await ask(partner);
    expect(before.text).toContain(picture);
    const states = async () =>
      (await listPictureHolders(admin, picture)).map(({ partnerId, isRecalled, isOutdated }) => ({
        isPartner: partnerId === partner.id,
        isRecalled,
        isOutdated,
      }));
    expect(await states()).toEqual([{ isPartner: true, isRecalled: false, isOutdated: false }]);
    await withdrawPicture(admin, { pictureId: picture, reason: "The rights have ended" });
    expect(await states()).toEqual([{ isPartner: true, isRecalled: true, isOutdated: true }]);
    expect((await listHolders(admin, { storyId: id }))[0]?.isOutdated).toBe(true);
    const versions = [Number(before.json.items[0].version)];
    for (const rest of ["feed", nextOf(before), `stories/${id}`]) {
      const { json, text } = await ask(partner, rest);
      const item = json.items ? json.items[0] : json;
      expect(text).not.toContain("/pictures/");
      expect(item).toMatchObject({
        pubStatus: "usable",
        edNote: expect.stringMatching(new RegExp(`^Picture kill, .* urn:uuid:${picture}, `)),
      });
      versions.push(Number(item.version));
    }
    expect(new Set(versions.slice(1)).size).toBe(1);
    expect(await states()).toEqual([{ isPartner: true, isRecalled: true, isOutdated: false }]);
    expect((await listHolders(admin, { storyId: id }))[0]?.isOutdated).toBe(false);
    expect((await itemsIn(late))[0]?.edNote).toBeUndefined();
    await allowPictureAgain(admin, { pictureId: picture });
    await correct(id, "It was Tuesday.");
    const [corrected] = await itemsIn(partner);
    expect(corrected?.edNote).toMatch(/^Correction, /);
    expect(await states()).toContainEqual({ isPartner: true, isRecalled: false, isOutdated: false });
    const kinds = [versions[0], versions[1], Number(corrected?.version)];
    expect(new Set(kinds).size).toBe(3);
    expect(kinds).toEqual(kinds.toSorted((one = 0, other = 0) => one - other));
  });

  test("lists a partner that fetched a story before its pictures were noted as one that may have them", async () => {
    const { section, partner } = await inSection();
    const withoutPictures = await createPartner({ sectionId: section, hasPictures: false });
    const { id: picture } = await createPicture({ rights: "STAFF" });
    await publish({ fields: { section }, body: [paragraph("Text."), figure({ picture })] });
    for (const each of [partner, withoutPictures]) await ask(each);
    const partnerId = { in: [partner.id, withoutPictures.id] };
    await appClient().partnerPicture.deleteMany({ where: { partnerId } });
    expect(await listPictureHolders(admin, picture)).toEqual([]);
    await appClient().partnerItem.updateMany({ where: { partnerId }, data: { revision: null } });
    expect(await listPictureHolders(admin, picture)).toMatchObject([{ partnerId: partner.id, isNoted: false }]);
    await ask(partner);
    expect(await listPictureHolders(admin, picture)).toMatchObject([{ partnerId: partner.id, isNoted: true }]);
  });

  test("takes a picture back from partners when its terms no longer let the paper pass it on", async () => {
    const { section, partner } = await inSection();
    const { id: picture } = await createPicture({ rights: "STAFF" });
    await publish({ fields: { section }, body: [paragraph("Text."), figure({ picture })] });
    const place = nextOf(await ask(partner));
    await changeRights(admin, { pictureId: picture, changes: { rights: "AGENCY" }, seen: {} });
    const [item] = await itemsIn(partner, place);
    expect(item?.edNote).toMatch(/^Picture kill/);
  });

  test.each([
    ["NEWSML", "application/vnd.iptc.g2.newsmessage+xml; charset=utf-8", "<newsMessage "],
    ["NITF", "application/atom+xml; charset=utf-8", "<feed "],
  ] as const)("is sent as %s to a partner that wants it", async (format, type, root) => {
    const { section } = await inSection();
    const partner = await createPartner({ sectionId: section, format });
    const id = await publish({ fields: { section } });
    const { headers, text } = await ask(partner);
    expect(headers.get("content-type")).toBe(type);
    expect(text).toContain(root);
    expect(text).toContain(`urn:uuid:${id}`);
    expect((await ask(partner, `stories/${id}`)).text).toContain("Some text of the story.");
  });

  test("says which parameter is wrong", async () => {
    const partner = await createPartner();
    for (const [rest, field] of [
      ["feed?since=yesterday", "since"],
      ["feed?limit=1000", "limit"],
      ["feed?page=2", "page"],
    ] as const) {
      const { status, json } = await ask(partner, rest);
      expect([status, Object.keys(json.fields)]).toEqual([400, [field]]);
    }
  });
});

describe("the key of a partner", () => {
  test("is taken from a Bearer header, or from HTTP Basic with any user name", async () => {
    const { id, token } = await createPartner();
    const basic = `Basic ${Buffer.from(`wire:${token}`).toString("base64")}`;
    expect((await ask({ id, token }, "feed", { authorization: basic })).status).toBe(200);
    expect([keyIn(null), keyIn("Basic Og=="), keyIn("Digest x")]).toEqual([null, null, null]);
    expect(keyIn(`basic ${Buffer.from("a:b:c").toString("base64")}`)).toBe("b:c");
  });

  test("opens no other partner's feed, and nothing once it is renewed, ended or past its end date", async () => {
    const [one, other] = [await createPartner(), await createPartner()];
    expect((await ask({ ...one, id: other.id })).status).toBe(404);
    const { token } = await renewPartnerKey(admin, { partnerId: one.id });
    const refused = await ask(one);
    expect([refused.status, refused.headers.get("cache-control")]).toEqual([401, "no-store"]);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Basic realm=.+Bearer$/);
    expect((await ask({ ...one, token })).status).toBe(200);
    await endPartner(admin, { partnerId: one.id, isEnded: true });
    expect((await ask({ ...one, token })).status).toBe(401);
    await endPartner(admin, { partnerId: one.id, isEnded: false });
    expect((await ask({ ...one, token })).status).toBe(200);
    await savePartner(admin, { ...one.input, endsAt: "2020-01-01T00:00:00Z" });
    expect((await ask({ ...one, token })).status).toBe(401);
  });

  test("may ask as often as other keys, and guesses are limited by network", async () => {
    const partner = await createPartner();
    const at = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    await appClient().apiMinute.createMany({
      data: [0, 60_000].flatMap((ms) => [
        { subject: `partner:${partner.id}`, at: new Date(at.getTime() + ms), requests: maxKeyRequests },
        { subject: "network:198.51.100.9", at: new Date(at.getTime() + ms), requests: maxWrongKeys },
      ]),
    });
    const busy = await ask(partner);
    expect([busy.status, busy.headers.get("ratelimit-policy")]).toEqual([429, `"minute";q=${maxKeyRequests};w=60`]);
    const guess = await ask({ ...partner, token: "wrong" }, "feed", { "x-galley-caller": "198.51.100.9" });
    expect(guess.status).toBe(429);
  });
});

describe("the log of a partner", () => {
  test("says when which versions were sent to which network, and counts repeats", async () => {
    const { section, partner } = await inSection();
    const headline = unique("Ferry");
    const id = await publish({ headline, fields: { section } });
    await ask(partner);
    await ask(partner);
    await correct(id, "It was Tuesday.");
    await ask(partner);
    const { rows } = await listFetches(admin, partner.id);
    expect(rows.map(({ requests, network }) => [requests, network])).toEqual([
      [1, "203.0.113.x"],
      [2, "203.0.113.x"],
    ]);
    const [story] = await listFetchedStories(admin, { partnerId: partner.id });
    expect(story?.holders.map(({ isOutdated, versions }) => [isOutdated, versions.length])).toEqual([[false, 2]]);
    const [newer, older] = rows.map(({ items }) => items[0]);
    expect(older).toMatchObject({ story: id, status: "usable", headline });
    expect(newer?.version).toBeGreaterThan(older?.version ?? 0);
  });

  test("names the partners that have an old version of a story, and those that got its kill", async () => {
    const { section, partner } = await inSection();
    const slow = await createPartner({ sectionId: section });
    const id = await publish({ fields: { section } });
    for (const each of [partner, slow]) await ask(each);
    await takeDownStory(admin, { storyId: id, reason: "Wrong" });
    await ask(partner);
    const [story] = await listFetchedStories(admin, { storyId: id });
    expect(story?.isPublished).toBe(false);
    expect(await listHolders(admin, { storyId: id })).toEqual(story?.holders);
    const stranger = await createPerson("CONTRIBUTOR");
    await expect(listHolders(stranger, { storyId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const found = ({ id: by }: Partner) => story?.holders.find(({ partnerId }) => partnerId === by);
    const statuses = (one: Partner) => found(one)?.versions.map(({ status }) => status);
    expect([statuses(partner), statuses(slow)]).toEqual([["canceled", "usable"], ["usable"]]);
    expect([found(partner)?.isOutdated, found(slow)?.isOutdated]).toEqual([false, true]);
  });

  test("keeps a year of answers, and what each partner has for longer", async () => {
    const { section, partner } = await inSection();
    await publish({ fields: { section } });
    await ask(partner);
    expect(await deleteOldFetches(new Date(Date.now() + (keptFetchDays + 1) * 86_400_000))).toBeGreaterThan(0);
    expect((await listFetches(admin, partner.id)).rows).toEqual([]);
    expect(await listFetchedStories(admin, { partnerId: partner.id })).toHaveLength(1);
  });
});

describe("partners", () => {
  test("are managed by those who may make keys, and by nobody else", async () => {
    const editor = await createPerson("EDITOR");
    const { id: partnerId, input } = await createPartner();
    const refused = { code: "NOT_ALLOWED" };
    expect(() => savePartner(editor, input)).toThrow(expect.objectContaining(refused));
    expect(() => deletePartner(editor, { partnerId })).toThrow(expect.objectContaining(refused));
    await expect(listPartners(editor)).rejects.toMatchObject(refused);
    await deletePartner(admin, { partnerId });
    expect((await listPartners(admin)).map(({ id }) => id)).not.toContain(partnerId);
  });

  test("cannot ask for words that only exclude, or for a section that does not exist", async () => {
    await expect(createPartner({ words: "-sport" })).rejects.toMatchObject({
      code: "INVALID",
      detail: { field: "words" },
    });
    await expect(createPartner({ sectionId: "0190a6c0-0000-7000-8000-000000000001" })).rejects.toMatchObject({
      code: "INVALID",
      detail: { field: "sectionId" },
    });
  });
});
