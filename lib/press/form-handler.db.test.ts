import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, type House, html, openHouse } from "#prisma/testing/press-house.ts";
import { dependsOn, postedForm } from "./context.ts";
import { serveForm, type TakeForm } from "./form-handler.ts";

const host = { name: "news.example.org", proto: "https" };
const taken: Record<string, string>[] = [];
const take: TakeForm = async (fields) => {
  taken.push(fields);
  if (fields.message === "broken") throw new Error("the database is away");
  return fields.message ? { to: "/thanks" } : { status: 422, problems: { message: "Write something." } };
};

let house: House;
let door: http.Server;
beforeAll(async () => {
  house = await openHouse(async (url) => {
    dependsOn("settings");
    const form = postedForm();
    return html(`${url} ${form ? `${form.values.email}: ${form.problems.message}` : "empty"}`);
  });
  door = http.createServer((request, response) => {
    void serveForm(house.press, { path: "/report", take, host, caller: "203.0.113.7" }, request, response);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise((resolve) => door.close(resolve));
  await house.close();
});

const post = (body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = door.address() as AddressInfo;
    const all = { host: host.name, "content-type": "application/x-www-form-urlencoded", ...headers };
    const request = http.request(
      { port, host: "127.0.0.1", method: "POST", headers: all, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const whole = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, text: whole.toString() });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });

test("an accepted form redirects; a refused one is shown again to its sender and never cached", async () => {
  const good = await post("message=Wrong&story=%2Fcity%2Fx", { origin: "https://news.example.org", cookie: "s=1" });
  expect([good.status, good.headers.location]).toEqual([303, "/thanks"]);
  expect(taken.at(-1)).toEqual({ message: "Wrong", story: "/city/x" });
  const refused = await post("message=&email=me%40example.org&story=%2Fcity%2Fx&evil=1");
  expect(refused.status).toBe(422);
  expect(refused.headers["cache-control"]).toBe("no-store");
  expect(refused.headers["content-security-policy"]).toContain("form-action 'self'");
  expect(refused.text).toContain("/report?story=%2Fcity%2Fx me@example.org: Write something.");
  const page = await house.get("/report?story=%2Fcity%2Fx");
  expect(page.text).toContain("/report?story=%2Fcity%2Fx empty");
});

test("rejects a form from another site, of another content type or of too many bytes", async () => {
  const before = taken.length;
  const statuses = [
    await post("message=x", { "sec-fetch-site": "cross-site" }),
    await post("message=x", { origin: "https://evil.example" }),
    await post("message=x", { origin: "null" }),
    await post('{"message":"x"}', { "content-type": "application/json" }),
    await post(`message=${"x".repeat(40_000)}`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 403, 415, 413]);
  expect(taken.length).toBe(before);
});

test("a form that cannot be stored is answered with 503 and asks its sender to send it again", async () => {
  const { status, text } = await post("message=broken");
  expect([status, text]).toEqual([503, "This did not work. Go back and send it again in a minute.\n"]);
});
