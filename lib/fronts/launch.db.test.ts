import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import * as collections from "#lib/collections/mutations.ts";
import { createPerson, createSection, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { getSection, listSections } from "../published/taxonomy/data.ts";
import { unlistStory } from "../stories/publishing/list-mutations.ts";
import { publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { findFrontStories, getFrontView } from "./desk-data.ts";
import { discardDraft, editFront, launchFront, restoreLaunch } from "./draft-mutations.ts";
import { getComposedFront, getLiveLayout, planSectionFront } from "./layout-data.ts";
import { containerSchema, type FrontEdit, ruleSchema } from "./layout-schema.ts";

async function liveStory(editor: Person, section: string, headline = "The ferry returns"): Promise<string> {
  const { id } = await createReadyStory(editor, { headline, fields: { section } });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return id;
}
const edit = (editor: Person, front: string, change: FrontEdit) => editFront(editor, { front, edit: change });
async function launch(editor: Person, front: string) {
  const { version } = await getFrontView(editor, front);
  return launchFront(editor, { front, version, accepted: false });
}
/** A published collection of these stories. */
async function createCollection(editor: Person, storyIds: string[]) {
  const kind = "SERIES" as const;
  const { id } = await collections.createCollection(editor, { kind, title: unique("The waterfront"), slug: "" });
  const { title, slug } = await appClient().collection.findUniqueOrThrow({ where: { id } });
  const base = { kind, title, slug, intro: "", cover: null, storyIds: [] };
  await collections.saveCollection(editor, { collectionId: id, ...base, storyIds, base });
  return { id, ...(await collections.publishCollection(editor, { collectionId: id })) };
}
/** A container without a rule, with these stories. */
const row = (stories: string[], given = {}) =>
  containerSchema.parse({ id: newId(), arrangement: "row", cards: stories.map((story) => ({ story })), ...given });
/** What readers get of a launched front: the headlines of each container. */
async function shown(front: string): Promise<string[][]> {
  const layout = await getLiveLayout(front);
  if (!layout) return [];
  const composed = await getComposedFront(layout, { front, sections: await listSections(), now: new Date() });
  return composed.containers.map(({ stories }) => stories.map(({ story }) => story.headline));
}
const pin = (front: string, slot: number, storyId: string, until: Date | null = null) =>
  appClient().pin.create({ data: { front, slot, storyId, until }, select: { slot: true } });
const purges = async (tag: string) => appClient().pressPurge.count({ where: { tags: { has: tag } } });

/** A section with an editor and three published stories. */
async function desk() {
  const editor = await createPerson("EDITOR");
  const { id: front } = await createSection();
  const stories = [
    await liveStory(editor, front, "One"),
    await liveStory(editor, front, "Two"),
    await liveStory(editor, front, "Three"),
  ];
  const [one = "", two = "", three = ""] = stories;
  return { editor, front, one, two, three };
}

describe("composing a front", () => {
  test("readers see nothing of a draft until it is launched, and then exactly what was in it", async () => {
    const { editor, front, one, two } = await desk();
    await edit(editor, front, { kind: "add container", container: row([one], { title: "Top" }), before: null });
    expect(await getLiveLayout(front)).toBeNull();
    const { layout } = await getFrontView(editor, front);
    const last = layout.containers.at(-1)?.id ?? "";
    await edit(editor, front, { kind: "place", story: two, container: last, before: one });
    await edit(editor, front, { kind: "change card", story: two, fields: { headline: "Two, for the front" } });
    expect(await purges(`front:${front}`)).toBe(0);
    expect(await launch(editor, front)).toMatchObject({ number: 1 });
    expect((await shown(front)).at(-1)).toEqual(["Two, for the front", "One"]);
    expect(await purges(`front:${front}`)).toBe(1);
    expect(await getFrontView(editor, front)).toMatchObject({
      hasDraft: false,
      changes: [],
      live: { number: 1, by: editor.name },
    });
    const audit = await appClient().auditEvent.findFirstOrThrow({
      where: { subjectId: front, action: "front.launched" },
    });
    expect(audit).toMatchObject({ actorId: editor.id, detail: { number: 1 } });
  });

  test("a composition begins with the pins of the front, and its first launch takes their place", async () => {
    const { editor, front, one, two } = await desk();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await pin(front, 0, one, new Date(until));
    await pin(front, 1, two);
    const { layout } = await getFrontView(editor, front);
    expect(layout.containers.map(({ arrangement, cards }) => [arrangement, cards.map(({ story }) => story)])).toEqual([
      ["lead", [one]],
      ["row", [two]],
    ]);
    expect(layout.containers[0]?.cards[0]?.until).toBe(until);
    const lead = layout.containers[0]?.id ?? "";
    await edit(editor, front, { kind: "change container", container: lead, fields: { title: "Today" } });
    expect(await appClient().pin.count({ where: { front } })).toBe(2);
    await launch(editor, front);
    expect(await appClient().pin.count({ where: { front } })).toBe(0);
    expect((await shown(front)).map(([first]) => first)).toEqual(["One", "Two"]);
  });

  test("changes of two editors at once are all kept, whatever their order", async () => {
    const { editor, front, one, two, three } = await desk();
    const other = await createPerson("EDITOR");
    const [first, second] = [row([]), row([])];
    await edit(editor, front, { kind: "add container", container: first, before: null });
    await edit(editor, front, { kind: "add container", container: second, before: null });
    await Promise.all([
      edit(editor, front, { kind: "place", story: one, container: first.id, before: null }),
      edit(other, front, { kind: "place", story: two, container: first.id, before: null }),
      edit(other, front, { kind: "place", story: three, container: second.id, before: null }),
      edit(editor, front, { kind: "place", story: three, container: first.id, before: null }),
    ]);
    const { layout, editors } = await getFrontView(editor, front);
    const placed = layout.containers.flatMap(({ cards }) => cards.map(({ story }) => story));
    expect([...placed].sort()).toEqual([one, two, three].sort());
    expect(editors.map(({ name }) => name).sort()).toEqual([editor.name, other.name].sort());
  });

  test("a launch is refused when the draft is not the one that the editor saw", async () => {
    const { editor, front, one, two } = await desk();
    const container = row([one]);
    const { version } = await edit(editor, front, { kind: "add container", container, before: null });
    const colleague = await createPerson("EDITOR");
    const now = await edit(colleague, front, { kind: "place", story: two, container: container.id, before: null });
    const refusal = { code: "CHANGED_MEANWHILE", detail: { version: now.version } };
    await expect(launchFront(editor, { front, version, accepted: false })).rejects.toMatchObject(refusal);
    await expect(discardDraft(editor, { front, version })).rejects.toMatchObject(refusal);
    expect(await getLiveLayout(front)).toBeNull();
    // After a launch by the colleague a late change begins a new draft of what is live now.
    await launch(colleague, front);
    await edit(editor, front, { kind: "remove", story: one });
    expect(await shown(front)).toContainEqual(["One", "Two"]);
    await launch(editor, front);
    expect(await shown(front)).toContainEqual(["Two"]);
  });

  test("discarding returns the draft to what is live", async () => {
    const { editor, front, one } = await desk();
    const { version } = await edit(editor, front, { kind: "add container", container: row([one]), before: null });
    await discardDraft(editor, { front, version });
    expect(await getFrontView(editor, front)).toMatchObject({ hasDraft: false, changes: [] });
  });

  test("a change that takes the draft back to what is live leaves no draft", async () => {
    const { editor, front, one, two } = await desk();
    const container = row([one]);
    await edit(editor, front, { kind: "add container", container, before: null });
    await launch(editor, front);
    await edit(editor, front, { kind: "place", story: two, container: container.id, before: null });
    expect((await getFrontView(editor, front)).hasDraft).toBe(true);
    await edit(editor, front, { kind: "remove", story: two });
    expect((await getFrontView(editor, front)).hasDraft).toBe(false);
  });

  test("only editors and admins change and launch a front; everybody on the staff sees it", async () => {
    const { editor, front, one } = await desk();
    const reporter = await createPerson("REPORTER");
    const change: FrontEdit = { kind: "add container", container: row([one]), before: null };
    await expect(edit(reporter, front, change)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const { version } = await edit(editor, front, change);
    for (const refused of [
      () => launchFront(reporter, { front, version, accepted: true }),
      () => discardDraft(reporter, { front, version }),
      () => restoreLaunch(reporter, { front, number: 1, version }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect((await getFrontView(reporter, front)).hasDraft).toBe(true);
    await expect(edit(editor, newId(), change)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a launched front", () => {
  test("a placed story that is not published comes in when it is, and drops out when it is taken down", async () => {
    const { editor, front, one } = await desk();
    const { id: late } = await createReadyStory(editor, { headline: "Late", fields: { section: front } });
    await edit(editor, front, { kind: "add container", container: row([late, one]), before: null });
    expect((await getFrontView(editor, front)).stories[late]).toMatchObject({ headline: "Late", state: "not live" });
    await launch(editor, front);
    expect((await shown(front)).at(-1)).toEqual(["One"]);
    await publishStory(editor, { storyId: late, version: 0, showUpdated: true });
    expect((await shown(front)).at(-1)).toEqual(["Late", "One"]);
    await takeDownStory(editor, { storyId: late, reason: "Wrong" });
    expect((await shown(front)).at(-1)).toEqual(["One"]);
    await reinstateStory(editor, { storyId: late });
    expect((await shown(front)).at(-1)).toEqual(["Late", "One"]);
  });

  test("a placed story that is removed from lists is not shown, and says so on the desk", async () => {
    const { editor, front, one, two } = await desk();
    await edit(editor, front, { kind: "add container", container: row([one, two]), before: null });
    await launch(editor, front);
    const before = await purges("latest");
    await unlistStory(editor, { storyId: one });
    expect(await purges("latest")).toBeGreaterThan(before);
    expect((await shown(front)).at(-1)).toEqual(["Two"]);
    expect((await getFrontView(editor, front)).stories[one]).toMatchObject({ state: "unlisted" });
  });

  test("every launch stays as it was, and an earlier one can be restored as a draft", async () => {
    const { editor, front, one, two } = await desk();
    const container = row([one]);
    await edit(editor, front, { kind: "add container", container, before: null });
    await launch(editor, front);
    await edit(editor, front, { kind: "place", story: two, container: container.id, before: null });
    await launch(editor, front);
    const { version } = await getFrontView(editor, front);
    await restoreLaunch(editor, { front, number: 1, version });
    expect((await shown(front)).at(-1)).toEqual(["One", "Two"]);
    expect(await launch(editor, front)).toMatchObject({ number: 3 });
    expect((await shown(front)).at(-1)).toEqual(["One"]);
    await expect(appClient().frontLaunch.deleteMany({ where: { front } })).rejects.toThrow(/permission denied/);
    await expect(appClient().frontLaunch.updateMany({ where: { front }, data: { number: 9 } })).rejects.toThrow();
  });

  test("a rule fills a container from a published collection, in its order and without stories that show elsewhere", async () => {
    const { editor, front, one, two, three } = await desk();
    const { id: unpublished } = await createReadyStory(editor, { fields: { section: front } });
    const { id, path } = await createCollection(editor, [two, unpublished, three, one]);
    const rule = ruleSchema.parse({ from: "collection", id });
    const fromSeries = containerSchema.parse({ id: newId(), arrangement: "row", rule });
    for (const { id: container } of (await getFrontView(editor, front)).layout.containers)
      await edit(editor, front, { kind: "remove container", container });
    await edit(editor, front, { kind: "add container", container: row([three]), before: null });
    await edit(editor, front, { kind: "add container", container: fromSeries, before: null });
    await launch(editor, front);
    expect(await shown(front)).toEqual([["Three"], ["Two", "One"]]);

    const page = newRenderContext();
    const layout = await getLiveLayout(front);
    const composed = await renderContexts().run(page, async () =>
      layout ? getComposedFront(layout, { front, sections: await listSections(), now: new Date() }) : null,
    );
    expect(composed?.containers[1]?.subject).toMatchObject({ path });
    expect(page.tags).toContain(`collection:${id}`);
    await collections.withdrawCollection(editor, { collectionId: id });
    expect(await shown(front)).toEqual([["Three"]]);
  });

  test("a rule fills a container with stories of a topic, by label and age, without stories that show elsewhere", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const topic = await createTopic();
    const make = async (headline: string, fields: object) => {
      const { id } = await createReadyStory(editor, {
        headline,
        fields: { section: front, topics: [topic.id], ...fields },
      });
      await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
      return id;
    };
    await make("Old analysis", { label: "analysis", displayDate: "2026-01-01T00:00:00Z" });
    const placed = await make("Placed analysis", { label: "analysis" });
    await make("News", {});
    await make("New analysis", { label: "analysis" });
    const rule = ruleSchema.parse({ from: "topic", id: topic.id, label: "analysis", maxAgeHours: 24 });
    const byTopic = containerSchema.parse({ id: newId(), arrangement: "topic", rule });
    const { layout } = await getFrontView(editor, front);
    for (const { id } of layout.containers) await edit(editor, front, { kind: "remove container", container: id });
    await edit(editor, front, { kind: "add container", container: row([placed]), before: null });
    await edit(editor, front, { kind: "add container", container: byTopic, before: null });
    await launch(editor, front);
    expect(await shown(front)).toEqual([["Placed analysis"], ["New analysis"]]);
    const composed = await getComposedFront((await getLiveLayout(front)) ?? { containers: [] }, {
      front,
      sections: await listSections(),
      now: new Date(),
    });
    expect(composed.containers[1]?.subject).toEqual({ name: topic.name, path: `/topics/${topic.slug}` });
  });
});

describe("a front that nobody has launched", () => {
  /** The lead and the seconds of the section's page. */
  async function top(front: string): Promise<(string | undefined)[]> {
    const section = await getSection(front);
    const plan = section && (await planSectionFront(section, await listSections(), new Date()));
    return plan && !plan.composed ? [plan.top.lead?.id, ...plan.top.seconds.map(({ id }) => id)] : [];
  }

  test("keeps its pins in place and fills the other places with the newest stories", async () => {
    const { front, one, two, three } = await desk();
    await pin(front, 2, one);
    expect(await top(front)).toEqual([three, two, one]);
  });

  test("fills the place of a pin that has ended, or whose story is taken down", async () => {
    const { editor, front, one, two, three } = await desk();
    await pin(front, 0, one, new Date(Date.now() - 1_000));
    expect(await top(front)).toEqual([three]);
    await pin(front, 1, two);
    await takeDownStory(editor, { storyId: two, reason: "Wrong" });
    expect(await top(front)).toEqual([three]);
    expect(await purges(`front:${front}`)).toBe(1);
  });

  test("shows no headline of a story to people who may not know of it", async () => {
    const { editor, front } = await desk();
    const contributor = await createPerson("CONTRIBUTOR");
    const { id: secret } = await createReadyStory(editor, { headline: "Secret", fields: { section: front } });
    await edit(editor, front, { kind: "add container", container: row([secret]), before: null });
    expect((await getFrontView(contributor, front)).stories[secret]).toMatchObject({ headline: "", section: "" });
    expect((await getFrontView(editor, front)).stories[secret]).toMatchObject({ headline: "Secret" });
    const found = await findFrontStories(contributor, { query: "Secret", state: "all", section: null });
    expect(found).toEqual([]);
  });
});

test("a related story disappears from the front when it is taken down, and comes back when it is reinstated", async () => {
  const { editor, front, one, two } = await desk();
  const container = row([one]);
  await edit(editor, front, { kind: "add container", container, before: null });
  await edit(editor, front, { kind: "change card", story: one, fields: { links: [two] } });
  await launch(editor, front);
  const links = async () => {
    const layout = await getLiveLayout(front);
    const page = newRenderContext();
    const composed = await renderContexts().run(page, async () =>
      getComposedFront(layout ?? { containers: [] }, { front, sections: await listSections(), now: new Date() }),
    );
    expect(page.tags).toContain(`story:${two}`);
    const shownAs = composed.containers.flatMap(({ stories }) => stories);
    expect(shownAs.filter(({ story }) => story.id === two)).toEqual([]); // no rule shows it beside the link
    return shownAs.find(({ story }) => story.id === one)?.links.map(({ headline }) => headline);
  };
  expect(await links()).toEqual(["Two"]);
  await takeDownStory(editor, { storyId: two, reason: "Wrong" });
  expect(await links()).toEqual([]);
  await reinstateStory(editor, { storyId: two });
  expect(await links()).toEqual(["Two"]);
});
