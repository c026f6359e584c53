import { describe, expect, test } from "vitest";
import { snippet } from "#lib/document/blocks/snippet/block.ts";
import { paragraph } from "#lib/document/build.ts";
import { passagesOf } from "#lib/document/passages.ts";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setStates, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { listThreads } from "../comments/data.ts";
import { newId } from "../ids.ts";
import { listNotices } from "../inbox/data.ts";
import { inboxSchema } from "../inbox/schema.ts";
import { reactivatePerson, suspendPerson } from "../people/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { checkChain } from "../revisions/verify-data.ts";
import { saveSnippet } from "../snippets/mutations.ts";
import { listRevisions } from "../stories/history/data.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { spikeStory, unspikeStory } from "../stories/verbs/mutations.ts";
import { findReview, listReviews } from "./data.ts";
import { noteOpening, receiveFromGuest, revokeReviewLink, shareStory } from "./mutations.ts";
import { maxReviewsInAnHour } from "./policy.ts";
import { type Share, shareSchema } from "./schema.ts";

const dayMs = 86_400_000;
let callers = 0;
const caller = () => `198.51.100.${++callers % 250}`;
const given = (storyId: string, more: Partial<Share> = {}) =>
  shareSchema.parse({
    storyId,
    name: "Dr Ada Quill",
    email: "",
    may: "APPROVE",
    isFixed: false,
    days: 7,
    ...more,
  });

async function shared(more: Partial<Share> = {}) {
  const writer = await createPerson("REPORTER");
  const body = [paragraph("The bus takes 41 minutes."), paragraph("The ferry takes 16.")];
  const { id } = await createReadyStory(writer, { body });
  const { token } = await shareStory(writer, given(id, more));
  return { writer, id, token, block: String(body[0]?.attrs?.id) };
}
const comment = (token: string, text: string, more: Record<string, string> = {}) =>
  receiveFromGuest(token, { act: "comment", id: newId(), block: "", text, ...more }, caller());
const approve = (token: string, version: number, note = "") =>
  receiveFromGuest(token, { act: "approve", version: String(version), note }, caller());
const edit = async (actor: Person, id: string, version: number, text: string) =>
  saveSteps(actor, typeInHeadline(id, await readDocument(id), version, text));
const events = async (id: string) =>
  (
    await appClient().auditEvent.findMany({
      where: { subjectId: id, action: { startsWith: "review." } },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    })
  ).map(({ action, actorId }) => ({ action, actorId }));

describe("a review link", () => {
  test("shows the story to a person without an account, as it is at each opening", async () => {
    const { writer, id, token } = await shared();
    await edit(writer, id, 0, " now longer");
    const review = await findReview(token);
    expect(review?.preview.story.headline).toContain("now longer");
    expect(review?.link).toMatchObject({ name: "Dr Ada Quill", may: "APPROVE" });
  });

  test("shows the version of the moment of sharing where that was chosen", async () => {
    const { writer, id, token } = await shared({ isFixed: true });
    await edit(writer, id, 0, " now longer");
    expect((await findReview(token))?.preview.story.headline).not.toContain("now longer");
    expect((await listReviews(writer, id)).links).toMatchObject([{ revision: 2 }]);
  });

  test("is stored as a hash only", async () => {
    const { id, token } = await shared();
    const rows = await appClient().$queryRaw<{ all: string }[]>`
      select row_to_json(l)::text as all from review_link l where story_id = ${id}::uuid`;
    const audit = await appClient().auditEvent.findMany({ where: { subjectId: id } });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, audit])).not.toContain(token);
  });

  test("works for seven days by default, and not a moment longer", async () => {
    const { token } = await shared();
    const soon = (days: number) => new Date(Date.now() + days * dayMs);
    expect(await findReview(token, soon(6.99))).not.toBeNull();
    expect(await findReview(token, soon(7))).toBeNull();
  });

  test("ends when it is revoked, and revoking it twice is one event", async () => {
    const { writer, id, token } = await shared();
    const [link] = (await listReviews(writer, id)).links;
    await revokeReviewLink(writer, { linkId: link?.id ?? "" });
    await revokeReviewLink(writer, { linkId: link?.id ?? "" });
    expect(await findReview(token)).toBeNull();
    expect(await events(id)).toEqual([
      { action: "review.shared", actorId: writer.id },
      { action: "review.revoked", actorId: writer.id },
    ]);
  });

  test("ends for good when the person who shared it is suspended", async () => {
    const { writer, token } = await shared();
    const admin = await createPerson("ADMIN");
    await suspendPerson(admin, { personId: writer.id });
    expect(await findReview(token)).toBeNull();
    await reactivatePerson(admin, { personId: writer.id });
    expect(await findReview(token)).toBeNull();
  });

  test("ends for good when the story is spiked", async () => {
    const { id, token } = await shared();
    const editor = await createPerson("EDITOR");
    await spikeStory(editor, { storyId: id });
    expect(await findReview(token)).toBeNull();
    await unspikeStory(editor, { storyId: id });
    expect(await findReview(token)).toBeNull();
  });

  test("ends when the person who shared it may not read the story any more", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(await createPerson("REPORTER"));
    const { token } = await shareStory(editor, given(id));
    await appClient().person.update({ where: { id: editor.id }, data: { role: "CONTRIBUTOR" } });
    expect(await findReview(token)).toBeNull();
  });

  test("counts each opening, and logs it under the name of the guest", async () => {
    const { writer, id, token } = await shared();
    await noteOpening(token);
    await noteOpening(token);
    await noteOpening("unknown");
    const [link] = (await listReviews(writer, id)).links;
    expect(link).toMatchObject({ openCount: 2, openings: [expect.any(String), expect.any(String)] });
    const opened = await appClient().auditEvent.findMany({ where: { subjectId: id, action: "review.opened" } });
    expect(opened).toMatchObject([{ detail: { guest: "Dr Ada Quill" } }, { detail: { guest: "Dr Ada Quill" } }]);
  });

  test("is not opened more often than the limit of an hour", async () => {
    const { token } = await shared();
    const at = new Date();
    for (let count = 0; count < maxReviewsInAnHour.openings; count++) await noteOpening(token, at);
    await expect(noteOpening(token, at)).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
  });
});

describe("sharing a story", () => {
  test("is for those who may edit it", async () => {
    const [writer, other, contributor, editor] = [
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
      await createPerson("CONTRIBUTOR"),
      await createPerson("EDITOR"),
    ];
    const { id } = await createReadyStory(writer);
    await setStates(id, "DRAFT", "LIVE");
    await expect(shareStory(other, given(id))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(shareStory(contributor, given(id))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(shareStory(editor, given(id))).resolves.toMatchObject({ isMailed: false });
    await expect(shareStory(writer, given(id))).resolves.toMatchObject({ isMailed: false });
    const [link] = (await listReviews(other, id)).links;
    expect((await listReviews(other, id)).mayShare).toBe(false);
    await expect(revokeReviewLink(other, { linkId: link?.id ?? "" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(listReviews(contributor, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is refused while the story is spiked, to editors as well", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await setStates(id, "SPIKED", "NEVER");
    await expect(shareStory(editor, given(id))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

describe("a comment by a guest", () => {
  test("is an ordinary thread under the guest's name, and reaches the people of the story", async () => {
    const { writer, id, token, block } = await shared();
    const before = await findReview(token);
    expect(before?.comments).toEqual([]);
    expect(await comment(token, "Is it 41?", { block })).toMatchObject({ to: expect.stringContaining("done=comment") });
    expect((await listThreads(writer, id)).threads).toMatchObject([
      {
        blockId: block,
        quote: "The bus takes 41 minutes.",
        resolved: null,
        comments: [{ person: { name: "Dr Ada Quill", isGuest: true }, text: "Is it 41?" }],
      },
    ]);
    const { rows } = await listNotices(writer, inboxSchema.parse({ story: id }));
    expect(rows).toMatchObject([{ kind: "COMMENTED", by: "Dr Ada Quill (guest)", excerpt: "Is it 41?" }]);
    expect((await findReview(token))?.comments).toMatchObject([{ text: "Is it 41?", isResolved: false }]);
  });

  test("on the text of a snippet is about the block of that snippet", async () => {
    const editor = await createPerson("EDITOR");
    const blocks = JSON.stringify([paragraph("Part of a series.")]);
    const saved = { snippetId: null, name: unique("Series"), isBound: true, blocks };
    const series = snippet((await saveSnippet(editor, saved)).id);
    const { id } = await createReadyStory(editor, { body: [paragraph("Text."), series] });
    const { token } = await shareStory(editor, given(id));
    const shown = await findReview(token);
    const passage = passagesOf(shown?.preview.story.document ?? { type: "doc" }).find(({ text }) =>
      /series/.test(text),
    );
    expect(await comment(token, "Which one?", { block: passage?.id ?? "" })).toHaveProperty("to");
    expect((await listThreads(editor, id)).threads).toMatchObject([{ blockId: series.attrs?.id }]);
  });

  test("is stored once when the form is sent twice", async () => {
    const { writer, id, token } = await shared();
    const same = { id: newId() };
    await comment(token, "Once.", same);
    await comment(token, "Once.", same);
    expect((await listThreads(writer, id)).threads).toHaveLength(1);
  });

  test("is shown to no other guest of the story", async () => {
    const { writer, id, token } = await shared();
    const { token: other } = await shareStory(writer, given(id, { name: "Noor" }));
    await comment(token, "Between us.");
    expect((await findReview(other))?.comments).toEqual([]);
  });

  test("is refused by a link that may only read", async () => {
    const { token } = await shared({ may: "VIEW" });
    expect(await comment(token, "Hm.")).toEqual({ status: 422, problems: { form: "NOT_ALLOWED" } });
  });

  test("is refused with a sentence where it is empty, and where its passage is gone", async () => {
    const { token } = await shared();
    expect(await comment(token, "  ")).toEqual({ status: 422, problems: { text: "Write a comment first." } });
    expect(await comment(token, "Hm.", { block: "aaaaaaaaaa" })).toEqual({
      status: 409,
      problems: { form: "CHANGED_MEANWHILE" },
    });
  });

  test("is refused by a link that has ended", async () => {
    const { writer, id, token } = await shared();
    const [link] = (await listReviews(writer, id)).links;
    await revokeReviewLink(writer, { linkId: link?.id ?? "" });
    expect(await comment(token, "Too late.")).toEqual({ status: 404, problems: { form: "NOT_FOUND" } });
    expect((await listThreads(writer, id)).threads).toEqual([]);
  });

  test("is refused beyond the limit of an hour, from whatever address", async () => {
    const { token } = await shared();
    const at = new Date();
    const send = () => receiveFromGuest(token, { act: "comment", id: newId(), block: "", text: "More." }, caller(), at);
    for (let count = 0; count < maxReviewsInAnHour.posts; count++) expect(await send()).toHaveProperty("to");
    expect(await send()).toEqual({ status: 429, problems: { form: "TOO_MANY_TRIES" } });
  });
});

describe("an approval by a guest", () => {
  test("is shown on the story and freezes what the guest read, and the chain of revisions still holds", async () => {
    const { writer, id, token } = await shared();
    const note = unique("Looks right");
    expect(await approve(token, 0, note)).toMatchObject({ to: expect.stringContaining("done=approve") });
    await approve(token, 0, note); // a second press
    expect((await listReviews(writer, id)).links).toMatchObject([{ approval: { note, isOutdated: false } }]);
    const { revisions } = await listRevisions(writer, { storyId: id, before: null });
    expect(revisions).toMatchObject([
      { kind: "REVIEWED", person: null, note: `Dr Ada Quill\n${note}` },
      { kind: "CREATED" },
    ]);
    const { rows } = await listNotices(writer, inboxSchema.parse({ story: id }));
    expect(rows).toMatchObject([{ kind: "GUEST_APPROVED", excerpt: `Dr Ada Quill: ${note}` }]);
    expect(await checkChain(appClient(), id)).toMatchObject({ broken: null });
    await edit(writer, id, 0, " changed");
    expect((await listReviews(writer, id)).links).toMatchObject([{ approval: { isOutdated: true } }]);
  });

  test("of a text that has changed meanwhile is refused", async () => {
    const { writer, id, token } = await shared();
    await edit(writer, id, 0, " changed");
    expect(await approve(token, 0)).toEqual({ status: 409, problems: { form: "CHANGED_MEANWHILE" } });
    expect((await listReviews(writer, id)).links).toMatchObject([{ approval: null }]);
    expect(await approve(token, 1)).toHaveProperty("to");
  });

  test("of a fixed version holds whatever has been changed since", async () => {
    const { writer, id, token } = await shared({ isFixed: true });
    await edit(writer, id, 0, " changed");
    expect(await approve(token, 0)).toHaveProperty("to");
    expect((await listReviews(writer, id)).links).toMatchObject([{ approval: { isOutdated: true } }]);
  });

  test("needs a link that may approve", async () => {
    const { token } = await shared({ may: "COMMENT" });
    expect(await approve(token, 0)).toEqual({ status: 422, problems: { form: "NOT_ALLOWED" } });
  });
});
