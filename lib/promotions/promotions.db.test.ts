import { beforeAll, expect, test, vi } from "vitest";
import { createPerson, createSection, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { siteHeaders } from "#prisma/testing/public-site.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { loadSearch } from "../search/loaders.ts";
import { unlistStory } from "../stories/publishing/list-mutations.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { findPromotedTargets, listMissedTerms, listPromotions } from "./desk-data.ts";
import { countMisses, forgetMisses } from "./miss-mutations.ts";
import { removePromotion, savePromotion } from "./mutations.ts";
import { savePromotionSchema } from "./schema.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));

let editor: Person;
beforeAll(async () => {
  editor = await createPerson("EDITOR");
});

async function createLive(headline: string): Promise<string> {
  const { id, version } = await createReadyStory(editor, { headline });
  await publishStory(editor, { storyId: id, version, showUpdated: false });
  return id;
}
const promote = (term: string, target: string, given: object = {}) =>
  savePromotion(editor, savePromotionSchema.parse({ id: null, term, kind: "STORY", target, endsAt: null, ...given }));

/** The page of a search as the press renders it, with what it declares about itself. */
async function search(q: string, given: Record<string, string> = {}) {
  const page = newRenderContext();
  const view = await renderContexts().run(page, () => loadSearch("/search", { q, ...given }));
  if (view.kind !== "found") throw new Error("the search is empty");
  return { page, promoted: view.promoted, ids: view.hits.map(({ card }) => card.id) };
}

test("the promoted story comes first for its term in any spelling, and is not listed a second time", async () => {
  const word = unique("ballot");
  const [best, chosen] = [await createLive(`${word} ${word}`), await createLive(`All about the ${word}`)];
  await promote(word.toUpperCase(), chosen);
  const { promoted, ids, page } = await search(` “${word}” `);
  expect(promoted).toMatchObject({ kind: "STORY", card: { id: chosen } });
  expect(ids).toEqual([best]);
  expect(page.tags).toContain("promotions");
  expect((await search(`${word} about`)).promoted).toBeNull();
  expect((await search(word, { page: "2" })).promoted).toBeNull();
  expect((await search(word, { from: "2026-01-01" })).promoted).toBeNull();
  expect((await search(`${word} -about`)).promoted).toBeNull();
});

test("a promoted story that is taken down or removed from lists is gone with the next search", async () => {
  for (const remove of [
    (storyId: string) => takeDownStory(editor, { storyId, reason: "Wrong" }),
    (storyId: string) => unlistStory(editor, { storyId }),
  ]) {
    const term = unique("levy");
    const id = await createLive("A levy");
    await promote(term, id);
    const { promoted, page } = await search(term);
    expect(promoted).not.toBeNull();
    expect(page.tags).toContain(`story:${id}`);
    await remove(id);
    expect((await search(term)).promoted).toBeNull();
    expect((await listPromotions(editor)).find((row) => row.term === term)).toMatchObject({ name: "" });
  }
});

test("a promotion ends by itself, and the page of results with it", async () => {
  const term = unique("derby");
  const midnight = (await search(term)).page.until ?? 0; // until then the page is valid in any case
  const endsAt = new Date((Date.now() + midnight) / 2).toISOString();
  const { id } = await promote(term, await createLive("The derby"), { endsAt });
  expect((await search(term)).page.until).toBe(Date.parse(endsAt));
  await appClient().searchPromotion.update({ where: { id }, data: { endsAt: new Date(Date.now() - 1) } });
  expect((await search(term)).promoted).toBeNull();
});

test("a topic or a section can come first, also where nothing else is found", async () => {
  const [topic, section] = [await createTopic(), await createSection()];
  const [one, two] = [unique("flood"), unique("tide")];
  await promote(one, topic.id, { kind: "TOPIC" });
  await promote(two, section.id, { kind: "SECTION" });
  const { promoted, page } = await search(one);
  expect(promoted).toMatchObject({ kind: "TOPIC", name: topic.name, path: `/topics/${topic.slug}` });
  expect(page.missedTerm).toBeUndefined();
  expect((await search(two)).promoted).toMatchObject({ name: section.name, path: section.path });
  expect(await findPromotedTargets(editor, { q: topic.name })).toContainEqual({
    kind: "TOPIC",
    id: topic.id,
    name: topic.name,
  });
});

test("a term has one promoted result, which can be changed and removed", async () => {
  const term = unique("harbour");
  const [first, second] = [await createLive("One"), await createLive("Two")];
  const { id } = await promote(term, first);
  await expect(promote(`  ${term}!`, second)).rejects.toMatchObject({ code: "TAKEN" });
  await promote(term, second, { id });
  expect((await search(term)).promoted).toMatchObject({ card: { id: second } });
  await removePromotion(editor, { id });
  expect((await search(term)).promoted).toBeNull();
  const events = await appClient().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toEqual(["promotion.added", "promotion.changed", "promotion.removed"]);
});

test("refuses reporters, unpublished stories and ends in the past", async () => {
  const reporter = await createPerson("REPORTER");
  const { id: unpublished } = await createReadyStory(editor, {});
  const input = savePromotionSchema.parse({ id: null, term: "x", kind: "STORY", target: unpublished, endsAt: null });
  await expect(savePromotion(reporter, input)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(savePromotion(editor, input)).rejects.toMatchObject({ detail: { field: "target" } });
  const past = { ...input, endsAt: new Date(Date.now() - 1).toISOString() };
  await expect(savePromotion(editor, past)).rejects.toMatchObject({ detail: { field: "endsAt" } });
  await expect(listMissedTerms(reporter)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

test("only a whole search that finds nothing is counted as missed", async () => {
  const word = unique("zyzzyva");
  expect((await search(`“${word.toUpperCase()}”`)).page.missedTerm).toBe(word.replaceAll("-", " "));
  expect((await search(word, { from: "2026-01-01" })).page.missedTerm).toBeUndefined();
  await createLive(`A ${word}`);
  expect((await search(word)).page.missedTerm).toBeUndefined();
});

test("reports a term only for days on which five readers searched for it, and forgets all others", async () => {
  const now = new Date("2031-05-20T12:00:00Z");
  const [often, spread, today, old] = [unique("often"), unique("spread"), unique("today"), unique("old")];
  const miss = (term: string, day: string, readers: number) => ({ term, day, readers });
  await countMisses([
    miss(often, "2031-05-18", 3),
    miss(often, "2031-05-19", 1),
    ...["2031-05-15", "2031-05-16", "2031-05-17", "2031-05-18"].map((day) => miss(spread, day, 4)),
    miss(today, "2031-05-20", 4),
    miss(old, "2031-04-01", 40),
  ]);
  await countMisses([miss(often, "2031-05-18", 4)]); // by another node
  const reported = async () =>
    (await listMissedTerms(editor, now)).filter(({ term }) => [often, spread, today, old].includes(term));
  expect(await reported()).toEqual([{ term: often, readers: 7, lastDay: "2031-05-18", isPromoted: false }]);
  await forgetMisses(now);
  const kept = await appClient().searchMiss.findMany({ where: { term: { in: [often, spread, today, old] } } });
  expect(kept.map(({ term }) => term).sort()).toEqual([often, today].sort());
  await countMisses([miss(today, "2031-05-20", 1)]);
  expect((await reported()).map(({ term }) => term)).toEqual([often, today]);
});
