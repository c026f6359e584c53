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
let story: string;
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
});

type Page = (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown>;
/** What a page of a file answers: "sign in", "not found", "refused", "shown", or "leak" if a word of the story is in it. */
async function open(file: string): Promise<string> {
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
            : story,
    front: file.includes("front-preview") ? "front" : ["front"],
    which: "draft",
    form: "card",
  };
  try {
    const shown = await page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });
    if (!isValidElement<{ view?: unknown }>(shown) || shown.type === Refused || shown.props.view === null)
      return "refused";
    return JSON.stringify(shown, withoutCycles()).includes(secret) ? "leak" : "shown";
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

test("every page of the newsroom asks somebody without a session to sign in", async () => {
  caller.cookie = undefined;
  const answers = await Promise.all(pages.map(async (file) => [file, await open(file)]));
  expect(answers.filter(([, answer]) => answer !== "sign in")).toEqual([]);
});

test("each page opens for the roles of this list, and shows contributors nothing of others' stories", async () => {
  const shownTo: Record<string, string> = {};
  for (const role of roles) {
    caller.cookie = await sealSession((await createPerson(role)).sessionId);
    for (const file of pages) {
      const answer = await open(file);
      expect([file, role, answer]).not.toEqual([file, "CONTRIBUTOR", "leak"]);
      const page = file.replace(/^app\/\((?:newsroom|preview)\)|\/\((?:page)\)|\/page\.tsx$/g, "");
      if (answer === "shown" || answer === "leak") shownTo[page] ??= role;
    }
  }
  expect(shownTo).toMatchInlineSnapshot(`
    {
      "/admin/audit": "ADMIN",
      "/admin/authors": "EDITOR",
      "/admin/import": "ADMIN",
      "/admin/jobs": "ADMIN",
      "/admin/keys": "ADMIN",
      "/admin/partners": "ADMIN",
      "/admin/partners/[id]": "ADMIN",
      "/admin/people": "ADMIN",
      "/admin/press": "ADMIN",
      "/admin/redirects": "EDITOR",
      "/admin/roles": "ADMIN",
      "/admin/sections": "ADMIN",
      "/admin/settings": "ADMIN",
      "/admin/snippets": "EDITOR",
      "/admin/style": "EDITOR",
      "/admin/templates": "EDITOR",
      "/admin/topics": "EDITOR",
      "/admin/webhooks": "ADMIN",
      "/admin/webhooks/[id]": "ADMIN",
      "/admin/wires": "ADMIN",
      "/desk": "CONTRIBUTOR",
      "/desk/account": "CONTRIBUTOR",
      "/desk/collections": "REPORTER",
      "/desk/collections/[id]": "REPORTER",
      "/desk/front-preview/[front]/[which]": "CONTRIBUTOR",
      "/desk/fronts": "CONTRIBUTOR",
      "/desk/fronts/[...front]": "CONTRIBUTOR",
      "/desk/inbox": "CONTRIBUTOR",
      "/desk/inbox/readers": "EDITOR",
      "/desk/inbox/watching": "CONTRIBUTOR",
      "/desk/pages": "EDITOR",
      "/desk/pictures": "CONTRIBUTOR",
      "/desk/pictures/[id]": "CONTRIBUTOR",
      "/desk/pictures/files": "CONTRIBUTOR",
      "/desk/pictures/trash": "CONTRIBUTOR",
      "/desk/preview/[id]": "REPORTER",
      "/desk/preview/[id]/[form]": "REPORTER",
      "/desk/preview/[id]/outgoing": "REPORTER",
      "/desk/schedule": "CONTRIBUTOR",
      "/desk/search": "EDITOR",
      "/desk/stories/[id]": "REPORTER",
      "/desk/stories/[id]/preview": "REPORTER",
      "/desk/wire": "CONTRIBUTOR",
    }
  `);
});

test("a route answers somebody without a session only if it is one of these", async () => {
  caller.cookie = undefined;
  const open: string[] = [];
  for (const file of globSync("app/api/**/route.ts").sort()) {
    if (file.includes("[...nextauth]")) continue; // the sign-in itself
    for (const [method, handle] of Object.entries((await import(path.resolve(file))) as Record<string, unknown>)) {
      if (!/^[A-Z]+$/.test(method) || typeof handle !== "function") continue;
      const address = `http://news.example.org/${file.replace(/^app\/|\/route\.ts$/g, "").replace(/\/\[.*/, "/x")}`;
      const init = method === "GET" || method === "HEAD" ? {} : { body: "{}" };
      const params = Promise.resolve({ token: "x", upload: ["x"], nextauth: ["x"], missing: ["x"] });
      const answer: Response = await handle(new NextRequest(address, { method, ...init }), { params });
      if (![401, 403, 404].includes(answer.status)) open.push(`${method} ${address.slice(23)} ${answer.status}`);
    }
  }
  expect(open).toMatchInlineSnapshot(`
    [
      "GET /api/health 200",
      "GET /api/passkey 200",
      "GET /api/ready 200",
      "POST /api/sign-in 422",
      "OPTIONS /api/v1/x 204",
    ]
  `);
});
