import { describe, expect, test } from "vitest";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { findAddress } from "../addresses/data.ts";
import { listQueryRedirects, listRedirects } from "./data.ts";
import { addRedirect, countRedirects, importRedirects, removeRedirect } from "./mutations.ts";
import { addRedirectSchema } from "./schema.ts";

describe("a redirect made by hand", () => {
  test("a redirect is permanent, can be changed and removed, and counts its readers", async () => {
    const editor = await createPerson("EDITOR");
    const [section, other] = [await createSection(), await createSection()];
    const from = `/${unique("old")}`;
    expect(await addRedirect(editor, { from, to: section.path })).toEqual({ outcome: "added" });
    expect(await findAddress(from)).toEqual({ kind: "REDIRECT", to: section.path });
    expect(await addRedirect(editor, { from, to: section.path })).toEqual({ outcome: "same" });
    expect(await addRedirect(editor, { from, to: other.path })).toEqual({ outcome: "changed" });
    expect(await findAddress(`${from}/`)).toEqual({ kind: "REDIRECT", to: other.path });
    await countRedirects(
      new Map([
        [from, 2],
        [`${from}/`, 1],
        ["/nothing", 5],
        ["/%E0", 1],
      ]),
    );
    const { rows } = await listRedirects(editor, { q: from, after: undefined });
    expect(rows).toEqual([{ path: from, target: other.path, hits: 3, lastHitAt: expect.any(String) }]);
    await removeRedirect(editor, { path: from });
    expect(await findAddress(from)).toEqual({ kind: "UNKNOWN" });
    expect((await listRedirects(editor, { q: from, after: undefined })).total).toBe(0);
  });

  test("rejects a redirect that closes a loop or hides an existing page", async () => {
    const editor = await createPerson("EDITOR");
    const [a, b, c] = [`/${unique("a")}`, `/${unique("b")}`, `/${unique("c")}`];
    await addRedirect(editor, { from: a, to: b });
    await addRedirect(editor, { from: b, to: c });
    await expect(addRedirect(editor, { from: c, to: a })).rejects.toMatchObject({
      code: "INVALID",
      detail: { loop: c },
    });
    await expect(addRedirect(editor, { from: c, to: c })).rejects.toMatchObject({ detail: { loop: c } });
    const section = await createSection();
    await expect(addRedirect(editor, { from: section.path, to: a })).rejects.toMatchObject({ code: "TAKEN" });
  });

  test("only editors can manage redirects", async () => {
    const reporter = await createPerson("REPORTER");
    await expect(addRedirect(reporter, { from: "/x", to: "/y" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(importRedirects(reporter, { csv: "/x,/y" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(listRedirects(reporter, { q: "", after: undefined })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("redirects distinguish old addresses by query, and keep query and fragment of the target", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const page = `/${unique("story")}.ASP`;
    const add = (from: string, to: string) => addRedirect(editor, addRedirectSchema.parse({ from, to }));
    await add(`https://old.example${page}?id=11&utm_source=mail`, section.path);
    await add(`${page}?id=12`, `${section.path}?page=2#latest`);
    await add(`/?${unique("p")}=77`, section.path);
    const list = await listQueryRedirects();
    expect(list.get(`${page.toLowerCase()}?id=11`)).toBe(section.path);
    expect(list.get(`${page.toLowerCase()}?id=12`)).toBe(`${section.path}?page=2#latest`);
    await countRedirects(new Map([[`${page.toLowerCase()}?id=11`, 3]]));
    const { rows } = await listRedirects(editor, { q: page, after: undefined });
    expect(rows.map(({ target, hits }) => [target, hits])).toEqual([
      [section.path, 3],
      [`${section.path}?page=2#latest`, 0],
    ]);
    await removeRedirect(editor, { path: `${page.toLowerCase()}?id=11` });
    expect((await listQueryRedirects()).has(`${page.toLowerCase()}?id=11`)).toBe(false);
  });

  test("a redirect is found in any case, and with punctuation that a mail program left at its end", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const old = `/${unique("Old")}/Page`;
    await addRedirect(editor, addRedirectSchema.parse({ from: old, to: `${section.path}#top` }));
    for (const asked of [old, old.toLowerCase(), `${old}.`, `${old})`, `${old}%22`])
      expect(await findAddress(asked), asked).toEqual({ kind: "REDIRECT", to: `${section.path}#top` });
    expect(await findAddress(`${section.path}).`)).toEqual({ kind: "REDIRECT", to: section.path });
  });

  test("rejects an old address with a fragment, which browsers never send", () => {
    const { error } = addRedirectSchema.safeParse({ from: "/old#part", to: "/x" });
    expect(error?.issues[0]?.message).toContain("Leave out #");
  });

  test("an import of redirects reports the result of each line", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const [one, two] = [`/${unique("one")}`, `/${unique("two")}`];
    const csv = [
      "from;to",
      `https://old.example${one};${section.path}`,
      `"${two}","https://elsewhere.example/a,b"`,
      "",
      `${two}\t${two}`,
      `${section.path},${one}`,
      "/desk/x,/y",
      `${one}`,
      `${one},javascript:alert(1)`,
      `${one},${section.path}`,
    ].join("\r\n");
    const { lines } = await importRedirects(editor, { csv });
    expect(lines.map(({ line, outcome, why }) => [line, outcome, why])).toEqual([
      [2, "added", ""],
      [3, "added", ""],
      [5, "refused", "LOOP"],
      [6, "refused", "LOOP"],
      [7, "refused", "This path is reserved by Galley."],
      [8, "refused", "Enter a path or URL."],
      [9, "refused", "Enter a path such as /city, or a URL that begins with https://."],
      [10, "same", ""],
    ]);
    expect(await findAddress(two)).toEqual({ kind: "REDIRECT", to: "https://elsewhere.example/a,b" });
    await expect(importRedirects(editor, { csv: `/a,/b\n"${one},/c` })).rejects.toMatchObject({
      code: "INVALID",
      detail: { openQuote: true },
    });
    await expect(importRedirects(editor, { csv: "/a,/b\n".repeat(1_001) })).rejects.toMatchObject({
      code: "TOO_LARGE",
    });
  });
});

test("accepts a path of this site as an old address, and a path or a URL as its target", () => {
  const read = (from: string, to: string) => addRedirectSchema.safeParse({ from, to }).data;
  expect(read(" /Old/Page/ ", "/city/")).toEqual({ from: "/old/page", to: "/city" });
  expect(read("/caf%C3%A9", "https://example.org/ä")).toEqual({ from: "/café", to: "https://example.org/%C3%A4" });
  for (const [from, to] of [
    ["/", "/x"],
    ["/search", "/x"],
    ["old", "/x"],
    ["/a", "//evil.example"],
    ["/a", "ftp://x"],
  ] as const)
    expect(read(from, to), `${from} ${to}`).toBeUndefined();
});
