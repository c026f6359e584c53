import { describe, expect, test } from "vitest";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { addRedirect } from "../redirects/mutations.ts";
import { publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { findAddress } from "./data.ts";
import { moveAddress } from "./place-mutations.ts";

const place = async (path: string, kind: "REDIRECT" | "SECTION", target: string) => {
  await appClient().address.create({ data: { path, kind, target }, select: { path: true } });
};

describe("an address", () => {
  test("a story's address answers with the story, with 410 once it is taken down, and with the story again", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    expect(await findAddress(path)).toEqual({ kind: "STORY", target: id, path });
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    expect(await findAddress(path)).toEqual({ kind: "GONE", target: id });
    await reinstateStory(editor, { storyId: id });
    expect(await findAddress(path)).toMatchObject({ kind: "STORY", target: id });
  });

  test("another spelling of an address is answered with one redirect to the right one", async () => {
    const { path, id } = await createSection();
    expect(await findAddress(path)).toMatchObject({ kind: "SECTION", target: id });
    for (const other of [`${path}/`, `/${path}`, path.toUpperCase(), path.replace("s", "%73").concat("//")])
      expect(await findAddress(other), other).toEqual({ kind: "REDIRECT", to: path });
  });

  test("an address that moved several times is answered with one redirect to the current one", async () => {
    const { id, path } = await createSection();
    const [second, third] = [`/${unique("second")}`, `/${unique("third")}`];
    const section = { kind: "SECTION" as const, id };
    await appClient().$transaction(async (tx) => {
      await moveAddress(tx, path, second, section);
      await moveAddress(tx, second, third, section);
    });
    expect(await findAddress(path)).toEqual({ kind: "REDIRECT", to: third });
    expect(await findAddress(second)).toEqual({ kind: "REDIRECT", to: third });
    expect(await findAddress(third)).toMatchObject({ kind: "SECTION", target: id });
  });

  test("follows a chain of imported redirects, but never a loop", async () => {
    const { path } = await createSection();
    const [a, b, c] = [`/${unique("a")}`, `/${unique("b")}`, `/${unique("c")}`];
    await place(a, "REDIRECT", b);
    await place(b, "REDIRECT", path);
    expect(await findAddress(a)).toEqual({ kind: "REDIRECT", to: path });
    await place(c, "REDIRECT", c);
    expect(await findAddress(c)).toEqual({ kind: "UNKNOWN" });
  });

  test("a redirect to a story that was taken down answers 410", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    const old = `/${unique("old")}`;
    await place(old, "REDIRECT", path);
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    expect(await findAddress(old)).toEqual({ kind: "GONE", target: id });
  });

  test("a redirect to another site is encoded for its Location header", async () => {
    const [away, umlaut] = [`/${unique("away")}`, `/${unique("straße")}`];
    await place(away, "REDIRECT", "https://example.org/x");
    expect(await findAddress(away)).toEqual({ kind: "REDIRECT", to: "https://example.org/x" });
    await place(umlaut, "SECTION", "1");
    expect(await findAddress(`${encodeURI(umlaut)}/`)).toEqual({ kind: "REDIRECT", to: encodeURI(umlaut) });
  });

  test("reserves sub-paths of a story for its own pages, while existing redirects stay", async () => {
    const [editor, admin] = [await createPerson("EDITOR"), await createPerson("ADMIN")];
    const { id } = await createReadyStory(editor);
    const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    const own = `${path}/history`;
    await expect(addRedirect(admin, { from: own, to: "/" })).rejects.toMatchObject({ code: "TAKEN" });
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    await expect(addRedirect(admin, { from: own, to: "/" })).rejects.toMatchObject({ code: "TAKEN" });
    const section = await createSection();
    const free = `${section.path}/history`;
    expect(await addRedirect(admin, { from: free, to: "/" })).toEqual({ outcome: "added" });
    expect(await findAddress(free)).toMatchObject({ kind: "REDIRECT" });
  });

  test("an unused address answers 404 until something is published there", async () => {
    const path = `/${unique("nothing")}`;
    const page = newRenderContext();
    await renderContexts().run(page, async () => expect(await findAddress(path)).toEqual({ kind: "UNKNOWN" }));
    expect([...page.tags]).toEqual([`address:${path}`]);
    for (const broken of ["/%E0", "/a/../b", "/a\\b", "/%00"])
      expect(await findAddress(broken), broken).toEqual({ kind: "UNKNOWN" });
  });
});
