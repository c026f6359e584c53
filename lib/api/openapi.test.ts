import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { newsmlType } from "../feeds/newsml.ts";
import { ninjsType } from "../feeds/ninjs.ts";
import { nitfFeedType } from "../feeds/nitf.ts";
import { docsPage } from "./docs-page.ts";
import { openApi } from "./openapi.ts";
import { operations } from "./operations.ts";
import { partnerOperations } from "./partner-schema.ts";

type Json = Record<string, unknown>;
const document = openApi("The Example", "https://news.example.org");

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate(document);
  expect(result.errors ?? []).toEqual([]);
  expect([result.valid, validator.version]).toEqual([true, "3.1"]);
});

test("the validator finds a fault", async () => {
  expect((await new Validator().validate({ ...document, info: { title: "x" } })).valid).toBe(false);
});

test("every operation of the API is in the document once, with its parameters", () => {
  const { paths } = document as { paths: Record<string, Record<string, { operationId: string; parameters: Json[] }>> };
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(ids.sort()).toEqual(Object.keys({ ...operations, ...partnerOperations }).sort());
  const { parameters } = paths["/stories"]?.get ?? { parameters: [] };
  expect(parameters.find(({ name }) => name === "limit")).toMatchObject({
    in: "query",
    schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
  });
  expect(parameters.find(({ name }) => name === "fields")).toMatchObject({ style: "form", explode: false });
});

test("the addresses of partners are described with the media types of their formats, their parameters and both ways to send the key", () => {
  const { paths } = document as { paths: Record<string, { get: Json & { parameters: Json[]; responses: Json } }> };
  const feed = paths["/partners/{id}/feed"]?.get;
  const answer = feed?.responses["200"] as { content: Json; headers: Json };
  expect(Object.keys(answer.content)).toEqual([ninjsType, newsmlType, nitfFeedType]);
  expect(Object.keys(answer.headers)).toEqual(["ETag", "Link"]);
  expect(feed?.parameters.map(({ name }) => name)).toEqual(["id", "since", "limit"]);
  expect(feed?.parameters.at(-1)).toMatchObject({ schema: { type: "integer", minimum: 1, maximum: 100, default: 50 } });
  expect(feed?.security).toEqual([{ partnerKey: [] }, { partnerPassword: [] }]);
  expect(paths["/partners/{id}/stories/{story}"]?.get.parameters.map(({ name }) => name)).toEqual(["id", "story"]);
});

test("every reference of the document leads to a schema, and every schema is used", () => {
  const text = JSON.stringify(document);
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  const { schemas } = document.components as { schemas: Json };
  expect([...used].sort()).toEqual(Object.keys(schemas).sort());
});

test("the page describes every operation and schema, escapes the name of the paper and holds no script", () => {
  const page = docsPage("<b>The Example", "https://news.example.org");
  for (const [id, { summary }] of Object.entries<{ summary: string }>({ ...operations, ...partnerOperations })) {
    expect(page).toContain(`id="${id}"`);
    expect(page).toContain(summary);
  }
  const { schemas } = document.components as { schemas: Json };
  for (const name of Object.keys(schemas)) expect(page).toContain(`id="schema-${name}"`);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  expect(page).not.toMatch(/<script|<b>|\son\w+=|style="/);
  expect(page.endsWith("</html>")).toBe(true);
});
