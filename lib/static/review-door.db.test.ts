import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { figure, paragraph } from "#lib/document/build.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { type House, openHouse } from "#prisma/testing/press-house.ts";
import { listen } from "#prisma/testing/raw-http.ts";
import { listThreads } from "../comments/data.ts";
import { maxComment } from "../comments/schema.ts";
import { newId } from "../ids.ts";
import { storePicture } from "../pictures/mutations.ts";
import { shared } from "../process.ts";
import { listReviews } from "../reviews/data.ts";
import { revokeReviewLink, shareStory } from "../reviews/mutations.ts";
import { shareSchema } from "../reviews/schema.ts";
import { answerReview, isForReview } from "./review-door.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ host: "news.example.org" }) }));

let house: House;
let server: http.Server;
let origin = "";
beforeAll(async () => {
  const { GET } = await import("#app/(site)/for-review/route.tsx");
  shared().style = () => ""; // the build makes the style sheets
  house = await openHouse(async (url) => {
    const answer = await GET(new Request(`https://news.example.org${url}`));
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  });
  server = http.createServer((request, response) => {
    expect(isForReview(request.url ?? "")).toBe(true);
    const host = { name: "news.example.org", proto: "https" };
    void answerReview(house.press, { host, caller: "203.0.113.9" }, request, response);
  });
  origin = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(async () => {
  delete shared().style;
  await house.close();
  await new Promise((resolve) => server.close(resolve));
});

let heights = 300;
async function share(may: "VIEW" | "COMMENT" | "APPROVE" = "APPROVE", name = "Dr Ada <Quill>") {
  const writer = await createPerson("REPORTER");
  // Equal bytes would be one picture.
  const bytes = await sharp({ create: { width: 400, height: ++heights, channels: 3, background: "teal" } })
    .jpeg()
    .toBuffer();
  const picture = await storePicture(writer, { bytes, fileName: "1.jpg" });
  const body = [paragraph("The bus takes 41 minutes."), figure({ picture: picture.id, alt: "A bus" })];
  const { id } = await createReadyStory(writer, { headline: "Harbour plans", body });
  const input = { storyId: id, name, email: "", may, isFixed: false, days: 7 };
  const { token } = await shareStory(writer, shareSchema.parse(input));
  return { writer, id, picture: picture.id, token, href: `${origin}/for-review/${token}` };
}
const post = (href: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(href, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", headers });

test("the page of a link is the story with the name of its reader, is kept and listed nowhere, and has no script", async () => {
  const { href } = await share();
  const answer = await fetch(href);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "content-security-policy": expect.stringContaining("frame-ancestors 'self'"),
  });
  expect(text).toContain('<meta name="robots" content="noindex, nofollow"/>');
  expect(text).toContain("For review by Dr Ada &lt;Quill&gt;.");
  expect(text).toMatch(/<h1 id="hl">Harbour plans<\/h1>/);
  expect(text.match(/<span>Dr Ada &lt;Quill&gt;<\/span>/g)?.length).toBeGreaterThan(20);
  expect(text).not.toContain("<script");
  for (const words of ["Report an error", "Republish", "Share"]) expect(text).not.toContain(words);
});

test("pictures of the story come by the link alone, and only those of the story", async () => {
  const { href, picture, token } = await share();
  const text = await (await fetch(href)).text();
  expect(text).not.toMatch(/["\s]\/pictures\/[0-9a-f]{8}-/);
  const [src = ""] = new RegExp(`/for-review/${token}/pictures/${picture}/320\\.jpg`).exec(text) ?? [];
  const shown = await fetch(`${origin}${src}`);
  expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
  const other = await share();
  expect((await fetch(`${origin}/for-review/${token}/pictures/${other.picture}/320.jpg`)).status).toBe(404);
  expect((await fetch(`${origin}/for-review/unknown/pictures/${picture}/320.jpg`)).status).toBe(404);
});

test("a link that is unknown, cut, expired or revoked gets one and the same page", async () => {
  const { writer, id, href } = await share();
  const [link] = (await listReviews(writer, id)).links;
  await revokeReviewLink(writer, { linkId: link?.id ?? "" });
  const answers = await Promise.all(
    [href, `${href.slice(0, -3)}`, `${origin}/for-review/`, `${origin}/for-review/a/b`, `${origin}/for-review`].map(
      async (address) => {
        const answer = await fetch(address);
        const { date: _, ...headers } = Object.fromEntries(answer.headers);
        return JSON.stringify([answer.status, headers, await answer.text()]);
      },
    ),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^\[404,.*no-store.*Ask the person in the newsroom/s);
});

test("a comment is sent by a plain form, from a page without a referrer, and the page thanks for it", async () => {
  const { writer, id, href } = await share();
  const text = await (await fetch(href)).text();
  const commentId = /name="id" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const fields = { act: "comment", id: commentId, block: "", text: "Is it 41?\r\nOr 42?" };
  const answer = await post(href, fields, { origin: "null", "sec-fetch-site": "same-origin" });
  expect([answer.status, answer.headers.get("referrer-policy")]).toEqual([303, "no-referrer"]);
  const after = await (await fetch(`${origin}${answer.headers.get("location")}`)).text();
  expect(after).toContain("Your comment has been sent to the newsroom.");
  expect(after).toContain("Is it 41?<br/>Or 42?");
  expect((await listThreads(writer, id)).threads).toMatchObject([{ comments: [{ text: "Is it 41?\nOr 42?" }] }]);
});

test("a comment may be as long in other scripts as in Latin letters", async () => {
  const { writer, id, href } = await share();
  const text = "港".repeat(maxComment);
  const answer = await post(href, { act: "comment", id: newId(), block: "", text });
  expect(answer.status).toBe(303);
  expect((await listThreads(writer, id)).threads[0]?.comments[0]?.text).toBe(text);
});

test("what was typed is still there when it is refused, also by a link that has ended meanwhile", async () => {
  const { writer, id, href } = await share();
  const note = `${"long ".repeat(201)}`;
  const refused = await post(href, { act: "approve", version: "0", note });
  const text = await refused.text();
  expect(refused.status).toBe(422);
  expect(text).toContain("Keep the note under 1,000 characters.");
  expect(text).toContain(note.trim());
  const [link] = (await listReviews(writer, id)).links;
  await revokeReviewLink(writer, { linkId: link?.id ?? "" });
  const gone = await post(href, { act: "comment", id: link?.id ?? "", block: "", text: "Half an hour of work" });
  expect(gone.status).toBe(404);
  expect(await gone.text()).toContain("Half an hour of work</textarea>");
});

test("a link that may only read has no form", async () => {
  const text = await (await fetch((await share("VIEW")).href)).text();
  expect(text).toContain("Harbour plans");
  expect(text).not.toContain('<form method="post"');
});

test("asking for the headers of a page does not count as an opening", async () => {
  const { writer, id, href } = await share();
  expect((await fetch(href, { method: "HEAD" })).status).toBe(200);
  expect((await listReviews(writer, id)).links).toMatchObject([{ openCount: 0 }]);
  await (await fetch(href)).text();
  expect((await listReviews(writer, id)).links).toMatchObject([{ openCount: 1 }]);
});

test("other methods are refused", async () => {
  const { href } = await share();
  expect((await fetch(href, { method: "DELETE" })).status).toBe(405);
});
