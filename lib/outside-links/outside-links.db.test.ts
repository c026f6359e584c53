import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { link, paragraph } from "#lib/document/build.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { getSiteSettings } from "../site/data.ts";
import { changeSiteSettings } from "../site/mutations.ts";
import { getPublishBrief } from "../stories/publishing/data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { askAboutLinks, checkOutsideLinks } from "./mutations.ts";

/** A site whose answers each test sets, and what it was asked. */
const pages = new Map<string, { status: number; location?: string; body?: string }>();
let asked: string[] = [];
const server = http.createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  const page = pages.get(request.url ?? "") ?? { status: 404 };
  response.writeHead(page.status, page.location ? { location: page.location } : {}).end(page.body ?? "");
});
let origin = "";
const visitor = { userAgent: "GalleyLinkCheck/1.0", allowsPrivate: true, timeoutMs: 60_000 };
const editor = await createPerson("ADMIN");
const turn = async (isOn: boolean) =>
  changeSiteSettings(editor, { ...(await getSiteSettings()), checkOutsideLinks: isOn });
const rowOf = (path: string) => appClient().outsideLink.findUnique({ where: { url: origin + path } });
const now = new Date("2026-03-28T10:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(async () => {
  pages.clear();
  asked = [];
  await appClient().outsideLink.deleteMany({});
  await turn(true);
});

describe("links to other sites", () => {
  test("are not noted, visited or asked about while the setting is off", async () => {
    await turn(false);
    expect(await askAboutLinks(editor, [`${origin}/gone`], now)).toEqual([]);
    expect(await checkOutsideLinks(now, visitor)).toBe(0);
    expect(await rowOf("/gone")).toBeNull();
    expect(asked).toEqual([]);
  });

  test("are visited once they are known, and those that lead nowhere or elsewhere are named", async () => {
    pages.set("/here", { status: 200 });
    pages.set("/old", { status: 301, location: "/new" });
    pages.set("/new", { status: 200 });
    pages.set("/for-now", { status: 302, location: "/here" });
    const urls = ["/here", "/old", "/gone", "/for-now"].map((path) => origin + path);
    expect(await askAboutLinks(editor, urls, now)).toEqual([]);
    for (let minute = 0; minute < urls.length; minute++) await checkOutsideLinks(now, visitor);
    expect(await askAboutLinks(editor, urls, now)).toEqual([
      { url: `${origin}/gone`, movedTo: null },
      { url: `${origin}/old`, movedTo: `${origin}/new` },
    ]);
  });

  test("of one site are visited one in each run", async () => {
    await askAboutLinks(editor, [`${origin}/a`, `${origin}/b`], now);
    expect(await checkOutsideLinks(now, visitor)).toBe(1);
    expect(await checkOutsideLinks(now, visitor)).toBe(1);
    expect(await checkOutsideLinks(now, visitor)).toBe(0);
  });

  test("are left alone where robots.txt does not want the visit", async () => {
    pages.set("/robots.txt", { status: 200, body: "User-agent: *\nDisallow: /private" });
    await askAboutLinks(editor, [`${origin}/private/a`], now);
    await checkOutsideLinks(now, visitor);
    expect(asked).toEqual(["GET /robots.txt"]);
    expect(await rowOf("/private/a")).toMatchObject({ state: "SKIPPED" });
  });

  test("are visited later when the site fails, and not before", async () => {
    pages.set("/busy", { status: 503 });
    await askAboutLinks(editor, [`${origin}/busy`], now);
    await checkOutsideLinks(now, visitor);
    expect(await rowOf("/busy")).toMatchObject({ state: "WAITING", failures: 1, dueAt: later(1) });
    expect(await checkOutsideLinks(later(0.9), visitor)).toBe(0);
    pages.set("/busy", { status: 200 });
    expect(await checkOutsideLinks(later(1), visitor)).toBe(1);
    expect(await rowOf("/busy")).toMatchObject({ state: "OK", failures: 0 });
  });

  test("in private networks are never requested", async () => {
    await askAboutLinks(editor, [`${origin}/here`], now);
    await checkOutsideLinks(now, { userAgent: "GalleyLinkCheck/1.0" });
    expect(asked).toEqual([]);
    expect(await rowOf("/here")).toMatchObject({ state: "SKIPPED" });
  });

  test("are forgotten when nobody has asked about them for long", async () => {
    await askAboutLinks(editor, [`${origin}/old`], now);
    await checkOutsideLinks(later(24 * 91), visitor);
    expect(await rowOf("/old")).toBeNull();
  });

  test("are noted at a publication, and asked about before the next one", async () => {
    const body = [paragraph(["See ", ...link("the report", `${origin}/gone`), "."])];
    const { id, version } = await createReadyStory(editor, { body });
    await publishStory(editor, { storyId: id, version, showUpdated: true });
    const known = await rowOf("/gone");
    expect(known?.state).toBe("NEW");
    await checkOutsideLinks(known?.dueAt, visitor);
    const { questions } = await getPublishBrief(editor, id);
    expect(questions).toContainEqual(expect.objectContaining({ code: "LINK_BROKEN", words: "the report" }));
  });
});
