// Who may open which page of the newsroom, and which route answers without a session.
import { globSync } from "node:fs";
import path from "node:path";
import { NextRequest } from "next/server";
import { isValidElement } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import { Refused } from "#components/newsroom/refused.tsx";
import type { Role } from "#lib/actor.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { createCollection } from "#lib/collections/mutations.ts";
import { paragraph } from "#lib/document/build.ts";
import { savePartner } from "#lib/partners/mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { saveWebhook } from "#lib/webhooks/mutations.ts";
import { createPerson, createPicture } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";

const caller = vi.hoisted(() => ({ cookie: undefined as string | undefined }));
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "news.example.org" }),
  cookies: async () => ({
    get: (name: string) => (name === cookieName && caller.cookie ? { name, value: caller.cookie } : undefined),
  }),
}));

const roles: readonly Role[] = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"];
/** A word of an unpublished story of somebody else. */
const secret = "Zephyrine";
/** A word of a confidential story, for which nobody is named. */
const confidentialWord = "Quillon";
let story: string;
let confidential: string;
let picture: string;
let collection: string;
let webhook: string;
let partner: string;
beforeAll(async () => {
  const owner = await createPerson("REPORTER");
  picture = (await createPicture()).id;
  const given = { kind: "SERIES", title: "Series", slug: "" } as const;
  collection = (await createCollection(await createPerson("ADMIN"), given)).id;
  const hook = { webhookId: null, name: "Hook", url: "https://example.org/", events: [], sectionIds: [] };
  webhook = (await saveWebhook(await createPerson("ADMIN"), hook)).webhookId;
  const places = { sectionId: null, topicId: null, words: "", language: "", endsAt: null };
  const asked = { ...places, partnerId: null, format: "NINJS", isFullText: true, hasPictures: false } as const;
  partner = (await savePartner(await createPerson("ADMIN"), { ...asked, name: "Partner" })).partnerId;
  const parts = { headline: secret, mainFigure: { picture }, body: [paragraph(`${secret} text`)] };
  story = (await createReadyStory(owner, parts)).id;
  const closed = { headline: confidentialWord, body: [paragraph(`${confidentialWord} text`)] };
  confidential = (await createReadyStory(owner, closed)).id;
  await appClient().story.update({ where: { id: confidential }, data: { isConfidential: true }, select: { id: true } });
});

type Page = (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown>;
/** What a page of a file answers: "sign in", "not found", "refused", "shown", or "leak" if the word is in it. */
async function open(file: string, about = story, word = secret): Promise<string> {
  const { default: page } = (await import(path.resolve(file))) as { default: Page };
  const params = {
    id: file.includes("pictures/[id]")
      ? picture
      : file.includes("collections/[id]")
        ? collection
        : file.includes("webhooks/[id]")
          ? webhook
          : file.includes("partners/[id]")
            ? partner
            : about,
    front: file.includes("front-preview") ? "front" : ["front"],
    which: "draft",
    form: "card",
  };
  try {
    const shown = await page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });
    if (!isValidElement<{ view?: unknown }>(shown) || shown.type === Refused || shown.props.view === null)
      return "refused";
    return JSON.stringify(shown, withoutCycles()).includes(word) ? "leak" : "shown";
  } catch (error) {
    const { digest } = error as { digest?: string };
    if (digest?.includes("/sign-in")) return "sign in";
    if (digest?.endsWith(";404")) return "not found";
    throw error;
  }
}

const withoutCycles = () => {
  const seen = new Set<unknown>();
  return (key: string, value: unknown) => {
    if (key === "_owner" || key === "_store" || typeof value === "bigint" || seen.has(value)) return undefined;
    if (typeof value === "object" && value !== null) seen.add(value);
    return value;
  };
};

const pages = globSync("app/{(newsroom),(preview)}/**/page.tsx").filter((file) => !file.includes("[...missing]"));

const nameOf = (file: string) => file.replace(/^app\/\((?:newsroom|preview)\)|\/\((?:page)\)|\/page\.tsx$/g, "");

test("every page of the newsroom asks somebody without a session, with an ended one, or suspended to sign in", async () => {
  const [ended, suspended] = [await createPerson("ADMIN"), await createPerson("ADMIN")];
  await appClient().session.updateMany({ where: { personId: ended.id }, data: { expiresAt: new Date(0) } });
  await appClient().person.update({ where: { id: suspended.id }, data: { state: "SUSPENDED" }, select: { id: true } });
  for (const cookie of [undefined, await sealSession(ended.sessionId), await sealSession(suspended.sessionId)]) {
    caller.cookie = cookie;
    const answers = await Promise.all(pages.map(async (file) => [file, await open(file)]));
    expect(answers.filter(([, answer]) => answer !== "sign in")).toEqual([]);
  }
});

const intro = `# Who may open which page

This table has one row for each page of the newsroom, opened about a story or picture of somebody else. It is written by
the test \`app/doors.db.test.ts\`, which finds the pages by their files. Without a session, with an ended one, and for a suspended person, every page asks to
sign in. What people may do there is in [doors.md](doors.md).

| page | contributor | reporter | editor | admin |
|---|---|---|---|---|
`;

test("each page opens for the roles of docs/doors-pages.md, and shows contributors nothing of others' stories", async () => {
  const answersOf = new Map<string, string[]>(pages.map((file) => [file, []]));
  const leaks: string[] = [];
  for (const role of roles) {
    caller.cookie = await sealSession((await createPerson(role)).sessionId);
    for (const file of pages) {
      const answer = await open(file);
      if (role === "CONTRIBUTOR" && answer === "leak") leaks.push(file);
      answersOf.get(file)?.push(answer === "shown" || answer === "leak" ? "yes" : "no");
    }
  }
  expect(leaks).toEqual([]);
  const rows = [...answersOf].map(([file, answers]) => `| ${nameOf(file)} | ${answers.join(" | ")} |`).sort();
  await expect(`${intro}${rows.join("\n")}\n`).toMatchFileSnapshot("../docs/doors-pages.md");
});

test("no page shows an admin a word of a confidential story for which they are not named", async () => {
  caller.cookie = await sealSession((await createPerson("ADMIN")).sessionId);
  const leaks: string[] = [];
  for (const file of pages) if ((await open(file, confidential, confidentialWord)) === "leak") leaks.push(file);
  expect(leaks).toEqual([]);
});

const routesIntro = `# What needs no session

This page is written by the test \`app/doors.db.test.ts\`, which finds routes and pages by their files. \`e2e/doors.spec.ts\` compares it, [doors.md](doors.md)
and [doors-pages.md](doors-pages.md) with the manifests of the build, and fails if the build has a page, a route or a server action that is on none of them.

## Routes

Each route of \`app/api\`, called by somebody without a session. The routes of next-auth are the sign-in itself and are tested with it.

| method | route | answer |
|---|---|---|
`;
const openIntro = `
## Pages for everybody

The reading site, and the pages on which one signs in, joins, chooses a new password or unsubscribes. Other addresses under \`/desk\` and \`/admin\` are
answered with 404.

`;

test("each route gives somebody without a session the answer of docs/doors-routes.md", async () => {
  caller.cookie = undefined;
  const rows: string[] = [];
  for (const file of globSync("app/api/**/route.ts").sort()) {
    const route = file.replace(/^app|\/route\.ts$/g, "");
    for (const [method, handle] of Object.entries((await import(path.resolve(file))) as Record<string, unknown>)) {
      if (!/^[A-Z]+$/.test(method) || typeof handle !== "function") continue;
      if (route.includes("[...nextauth]")) {
        rows.push(`| ${method} | ${route} | sign-in |`);
        continue;
      }
      const init = method === "GET" || method === "HEAD" ? {} : { body: "{}" };
      const params = Promise.resolve({ token: "x", upload: ["x"], missing: ["x"] });
      const address = `http://news.example.org${route.replace(/\/\[.*/, "/x")}`;
      const answer: Response = await handle(new NextRequest(address, { method, ...init }), { params });
      rows.push(`| ${method} | ${route} | ${answer.status} |`);
    }
  }
  const openPages = globSync("app/{(auth),(site),(newsroom)}/{.well-known/,}**/{page,route}.{ts,tsx}")
    .filter((file) => !file.includes("(newsroom)") || file.includes("[...missing]"))
    .map((file) => `- ${file.replace(/^app\/\(\w+\)|\/(?:page|route)\.tsx?$/g, "")}`)
    .sort();
  const written = `${routesIntro}${rows.join("\n")}\n${openIntro}${openPages.join("\n")}\n`;
  await expect(written).toMatchFileSnapshot("../docs/doors-routes.md");
  const answered = rows.filter((row) => !/ (?:401|403|404|sign-in) \|$/.test(row));
  expect(answered).toMatchInlineSnapshot(`
    [
      "| GET | /api/health | 200 |",
      "| GET | /api/passkey | 200 |",
      "| GET | /api/ready | 200 |",
      "| POST | /api/sign-in | 422 |",
      "| OPTIONS | /api/v1/[[...path]] | 204 |",
    ]
  `);
});
