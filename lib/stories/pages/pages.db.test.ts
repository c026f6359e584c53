import { describe, expect, test } from "vitest";
import { figure, paragraph, relatedStory } from "#lib/document/build.ts";
import type { Purpose } from "#lib/document/fields.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { FieldStep, type FieldValue } from "#lib/document/steps.ts";
import { createPerson, createPicture, createSection, unique } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { findAddress } from "../../addresses/data.ts";
import { listMentionable } from "../../comments/data.ts";
import { beginThread } from "../../comments/mutations.ts";
import { editFront } from "../../fronts/draft-mutations.ts";
import { newId } from "../../ids.ts";
import { countUnread } from "../../inbox/data.ts";
import { appClient } from "../../postgres/app.ts";
import { newRenderContext, renderContexts } from "../../press/context.ts";
import { listLatest } from "../../published/card-data.ts";
import { listForSitemap, listPlacesForSitemap } from "../../published/feed-data.ts";
import { getStandingPage } from "../../published/pages/data.ts";
import { addRedirect } from "../../redirects/mutations.ts";
import { getPaper } from "../../site/data.ts";
import { copyStory, createPage } from "../creating/mutations.ts";
import { getOpenStory } from "../data.ts";
import { checkStory } from "../history/verify-data.ts";
import { countStories, findStories } from "../list-data.ts";
import { getPublishBrief } from "../publishing/data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../publishing/mutations.ts";
import { saveSteps } from "../saving/mutations.ts";
import { storyFiltersSchema } from "../schema.ts";
import { listPages } from "./data.ts";
import { getPagePreview } from "./preview-data.ts";

const publish = async (actor: Person, id: string) => {
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } });
  return publishStory(actor, { storyId: id, version, showUpdated: true });
};
const set = async (actor: Person, storyId: string, name: string, value: FieldValue) => {
  const doc = await readDocument(storyId);
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id: storyId }, select: { version: true } });
  const step = new FieldStep(null, name, doc.attrs[name] as FieldValue, value).toJSON();
  const ids = { clientId: newBlockId(), batchId: newBlockId() };
  return saveSteps(actor, { storyId, version, schemaNumber: SCHEMA_NUMBER, steps: [step], ...ids });
};
const foot = async () => (await getPaper(new Date())).pages;
/** Marks of the press since a moment. */
const marksSince = async (id: bigint) =>
  appClient().pressPurge.findMany({ where: { id: { gt: id } }, select: { tags: true, erase: true } });
const lastMark = async () =>
  (await appClient().pressPurge.findFirst({ orderBy: { id: "desc" }, select: { id: true } }))?.id ?? 0n;
/** A purpose has one live page, and all tests of a file share a newsroom. */
const free: Purpose[] = ["about", "contact", "ethics", "verification", "unnamed-sources", "privacy"];
const aPurpose = (): Purpose => {
  const purpose = free.pop();
  if (!purpose) throw new Error("every purpose has its page");
  return purpose;
};

describe("a standing page", () => {
  test("only editors and admins can make, find, open, change or publish a standing page", async () => {
    const [admin, editor] = [await createPerson("ADMIN"), await createPerson("EDITOR")];
    const { id } = await createReadyPage(editor);
    for (const role of ["CONTRIBUTOR", "REPORTER"] as const) {
      const actor = await createPerson(role);
      await expect(createPage(actor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
      await expect(listPages(actor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
      // Also to whom it was given, or who made it and has another role by now.
      await appClient().story.update({
        where: { id },
        data: { creatorId: actor.id, assigneeId: actor.id },
        select: { id: true },
      });
      for (const attempt of [
        () => getOpenStory(actor, id),
        () => getPagePreview(actor, id),
        () => set(actor, id, "slug", "mine"),
        () => publish(actor, id),
        () => copyStory(actor, { storyId: id }),
      ])
        await expect(attempt(), role).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await listPages(admin)).map((page) => page.id)).toContain(id);
    await publish(admin, id);
  });

  test("a standing page needs no section and is published with pictures and cards, but in no list of stories", async () => {
    const editor = await createPerson("EDITOR");
    const story = await createReadyStory(editor);
    await publish(editor, story.id);
    const picture = await createPicture();
    const headline = unique("What we hold to");
    const { id } = await createReadyPage(editor, {
      headline,
      standfirst: "In short.",
      body: [paragraph("Text."), figure({ picture: picture.id, alt: "A" }), relatedStory(story.id)],
    });
    const before = await countStories(editor, storyFiltersSchema.parse({}));
    const receipt = await publish(editor, id);
    const path = `/${headline.toLowerCase().replaceAll(" ", "-")}`;
    expect(receipt.path).toBe(path);
    expect(await findAddress(path)).toEqual({ kind: "PAGE", target: id, path });
    const rendered = newRenderContext();
    const page = await renderContexts().run(rendered, () => getStandingPage(id));
    expect(page).toMatchObject({ headline, standfirst: "In short.", bodyStories: [story.id], corrections: [] });
    expect(Object.keys(page?.pictures ?? {})).toEqual([picture.id]);
    expect([...rendered.tags]).toEqual([`standing:${id}`]);
    expect((await listPlacesForSitemap()).map((entry) => entry.path)).toContain(path);
    expect((await listForSitemap())?.map((entry) => entry.path)).toContain(path);
    expect((await listLatest(50)).map((card) => card.id)).not.toContain(id);
    expect(await countStories(editor, storyFiltersSchema.parse({}))).toBe(before);
    expect((await findStories(editor, headline, false)).length).toBe(0);
    const edit = { kind: "place", story: id, container: newId(), before: null } as const;
    await expect(editFront(editor, { front: "front", edit })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await checkStory(id)).toMatchObject({ broken: null });
  });

  test("the footer lists published standing pages by purpose, and each change refreshes every page", async () => {
    const editor = await createPerson("EDITOR");
    const other = await createReadyPage(editor, { headline: unique("A page for nothing") });
    const ownership = await createReadyPage(editor, { headline: "Who owns us", fields: { purpose: "ownership" } });
    await publish(editor, other.id);
    let mark = await lastMark();
    expect((await publish(editor, ownership.id)).path).toBe("/ownership-and-funding");
    expect((await marksSince(mark)).map(({ tags }) => tags)).toContainEqual(["settings"]);
    const order = (await foot()).map(({ path }) => path);
    expect(order.indexOf("/ownership-and-funding")).toBeGreaterThanOrEqual(0);
    expect(order.at(-1)).not.toBe("/ownership-and-funding");

    mark = await lastMark();
    await correctStory(editor, { storyId: ownership.id, version: 0, kind: "CORRECTION", note: "It was 2019." });
    const marks = await marksSince(mark);
    expect(marks).toContainEqual({
      tags: ["address:/ownership-and-funding", `standing:${ownership.id}`],
      erase: true,
    });
    expect(marks.flatMap(({ tags }) => tags)).not.toContain("settings"); // the foot says what it said
    expect((await getStandingPage(ownership.id))?.corrections).toMatchObject([{ number: 1, note: "It was 2019." }]);

    mark = await lastMark();
    await takeDownStory(editor, { storyId: ownership.id, reason: "We were sold." });
    expect((await marksSince(mark)).map(({ tags }) => tags)).toContainEqual(["settings"]);
    expect(await findAddress("/ownership-and-funding")).toEqual({ kind: "GONE", target: ownership.id });
    expect(await getStandingPage(ownership.id)).toBeNull();
    expect((await foot()).map(({ path }) => path)).not.toContain("/ownership-and-funding");

    await reinstateStory(editor, { storyId: ownership.id });
    expect(await findAddress("/ownership-and-funding")).toMatchObject({ kind: "PAGE" });
    expect((await foot()).map(({ path }) => path)).toContain("/ownership-and-funding");
    expect(await checkStory(ownership.id)).toMatchObject({ broken: null });
  });

  test("only one standing page is published per purpose, even when two are published at once or one is reinstated", async () => {
    const editor = await createPerson("EDITOR");
    const purpose = aPurpose();
    const make = (slug: string) => createReadyPage(editor, { fields: { purpose, slug } });
    const pages = [await make(unique("one")), await make(unique("two")), await make(unique("three"))];
    const tried = await Promise.allSettled(pages.map(({ id }) => publish(editor, id)));
    expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    for (const one of tried)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "NOT_READY", detail: { missing: ["PURPOSE"] } });
    const winner = pages[tried.findIndex(({ status }) => status === "fulfilled")]?.id ?? "";
    const loser = pages.find(({ id }) => id !== winner)?.id ?? "";
    expect((await getPublishBrief(editor, loser)).missing).toEqual([{ code: "PURPOSE" }]);
    await takeDownStory(editor, { storyId: winner, reason: "The other is better." });
    await publish(editor, loser);
    await expect(reinstateStory(editor, { storyId: winner })).rejects.toMatchObject({ code: "NOT_READY" });
    expect((await foot()).filter((page) => page.purpose === purpose)).toHaveLength(1);
  });

  test("rejects an address that Galley, a section, a redirect, another page or an imported draft has", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const [redirected, drafted, first] = [unique("old"), unique("draft"), unique("first")];
    await addRedirect(editor, { from: `/${redirected}`, to: "/" });
    const draft = await createReadyStory(editor);
    await appClient().story.update({ where: { id: draft.id }, data: { path: `/${drafted}` }, select: { id: true } });
    await publish(editor, (await createReadyPage(editor, { fields: { slug: first } })).id);
    const { id } = await createReadyPage(editor);
    for (const slug of ["desk", "corrections", "pictures", "2026", "-", section.slug, redirected, drafted, first]) {
      await set(editor, id, "slug", slug);
      expect((await getPublishBrief(editor, id)).missing, slug).toEqual([{ code: "ADDRESS" }]);
      await expect(publish(editor, id), slug).rejects.toMatchObject({
        code: "NOT_READY",
        detail: { missing: ["ADDRESS"] },
      });
    }
    expect(await findAddress(section.path)).toMatchObject({ kind: "SECTION" });
    await setDocument(id, (await readDocument(id)).type.schema.topNodeType.createAndFill() ?? (await readDocument(id)));
    expect((await getPublishBrief(editor, id)).missing.map(({ code }) => code)).toEqual([
      "HEADLINE",
      "TEXT",
      "ADDRESS",
    ]);
  });

  test("publishing a standing page with another slug moves it, redirects old addresses and allows moving back", async () => {
    const editor = await createPerson("EDITOR");
    const [one, two] = [unique("about-us"), unique("who-we-are")];
    const { id } = await createReadyPage(editor, { fields: { slug: one } });
    await publish(editor, id);
    await set(editor, id, "slug", two);
    expect(await findAddress(`/${two}`)).toEqual({ kind: "UNKNOWN" });
    expect((await publish(editor, id)).path).toBe(`/${two}`);
    expect(await findAddress(`/${one}`)).toEqual({ kind: "REDIRECT", to: `/${two}` });
    expect((await foot()).find(({ path }) => path === `/${two}`)).toBeDefined();
    await set(editor, id, "slug", "");
    expect((await publish(editor, id)).path).toBe(`/${two}`); // nobody chose another
    await set(editor, id, "slug", one);
    await publish(editor, id);
    expect(await findAddress(`/${two}`)).toEqual({ kind: "REDIRECT", to: `/${one}` });
    await takeDownStory(editor, { storyId: id, reason: "Out of date" });
    expect(await findAddress(`/${two}`)).toEqual({ kind: "GONE", target: id });
  });

  test("a standing page accepts no story fields, and a story no page fields", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyPage(editor);
    const section = await createSection();
    for (const [name, value] of [
      ["section", section.id],
      ["label", "opinion"],
      ["place", "Bergen"],
    ] as const)
      await expect(set(editor, id, name, value), name).rejects.toMatchObject({
        code: "DOCUMENT_REFUSED",
        detail: { reason: "FOREIGN_FIELD", fields: [name] },
      });
    const story = await createReadyStory(editor);
    await expect(set(editor, story.id, "purpose", "about")).rejects.toMatchObject({ code: "DOCUMENT_REFUSED" });
  });

  test("only people who may still see a standing page can comment on it", async () => {
    const [one, two, reporter] = [
      await createPerson("EDITOR"),
      await createPerson("EDITOR"),
      await createPerson("REPORTER"),
    ];
    const { id } = await createReadyPage(one);
    const mentionable = (await listMentionable(one, id)).map((person) => person.id);
    expect(mentionable).toContain(two.id);
    expect(mentionable).not.toContain(reporter.id);
    await beginThread(two, {
      storyId: id,
      threadId: newId(),
      commentId: newId(),
      about: { version: 0, from: 1, to: 4, quote: "" },
      text: "Is that so?",
    });
    expect(await countUnread(one)).toBe(1);
    expect(await countUnread({ ...one, role: "REPORTER" })).toBe(0);
    await expect(listMentionable({ ...one, role: "REPORTER" }, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("copying a standing page leaves out its purpose and its address", async () => {
    const editor = await createPerson("EDITOR");
    const source = await createReadyPage(editor, { fields: { purpose: "corrections", slug: unique("policy") } });
    const { id } = await copyStory(editor, { storyId: source.id });
    const row = await appClient().story.findUniqueOrThrow({ where: { id }, select: { kind: true, purpose: true } });
    expect(row).toEqual({ kind: "PAGE", purpose: "" });
    expect((await readDocument(id)).attrs).toMatchObject({ slug: "", purpose: "" });
  });
});
