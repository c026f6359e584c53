import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { docsPage } from "./docs-page.ts";
import { openApi } from "./openapi.ts";
import { type Operation, operations } from "./operations.ts";

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
  expect(ids.sort()).toEqual(Object.keys(operations).sort());
  const { parameters } = paths["/stories"]?.get ?? { parameters: [] };
  expect(parameters.find(({ name }) => name === "limit")).toMatchObject({
    in: "query",
    schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
  });
  expect(parameters.find(({ name }) => name === "fields")).toMatchObject({ style: "form", explode: false });
});

test("every reference of the document leads to a schema, and every schema is used", () => {
  const text = JSON.stringify(document);
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  const { schemas } = document.components as { schemas: Json };
  expect([...used].sort()).toEqual(Object.keys(schemas).sort());
});

test("the page describes every operation and schema, escapes the name of the paper and holds no script", () => {
  const page = docsPage("<b>The Example", "https://news.example.org");
  for (const [id, { summary }] of Object.entries<Operation>(operations)) {
    expect(page).toContain(`id="${id}"`);
    expect(page).toContain(summary);
  }
  const { schemas } = document.components as { schemas: Json };
  for (const name of Object.keys(schemas)) expect(page).toContain(`id="schema-${name}"`);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  expect(page).not.toMatch(/<script|<b>|\son\w+=|style="/);
  expect(page.endsWith("</html>")).toBe(true);
});
